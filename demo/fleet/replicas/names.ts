import { hash } from '../scenarios/random';

/** The letters of Kubernetes' generated names: no vowels, nothing that looks like something else. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function letters(number: number, length: number): string {
  let rest = number;
  let text = '';
  for (let index = 0; index < length; index++) {
    text += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return text;
}

/** A name like a pod's: workload, hash of the release, something for each start. `start` is unique within the release. */
export function podName(seed: string, workload: string, revision: number, start: string): string {
  const release = letters(hash(`${seed}/${workload}/${revision}`), 6);
  return `${workload}-${release}-${letters(hash(`${seed}/${release}/${start}`), 5)}`;
}
