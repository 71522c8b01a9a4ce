import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../support/statistics';

/** How often the figures are read; the shortest interval of a group is 15 s. */
const POLL_MS = 5000;

const SAMPLE =
  /^prometheus_rule_group_(last_duration_seconds|last_evaluation_timestamp_seconds)\{rule_group="[^;"]*;([^"]+)"\} (\S+)$/gm;

/** Evaluations of each group: when it was, and how many seconds it took. */
type Evaluations = Map<string, Map<number, number>>;

function take(text: string, evaluations: Evaluations): void {
  const at = new Map<string, number>();
  const took = new Map<string, number>();
  for (const [, figure, group = '', value] of text.matchAll(SAMPLE)) {
    (figure === 'last_duration_seconds' ? took : at).set(group, Number(value));
  }
  took.forEach((seconds, group) => {
    const of = evaluations.get(group) ?? new Map<number, number>();
    evaluations.set(group, of);
    // Before its first evaluation a group has a duration of 0.
    if (seconds > 0) {
      of.set(at.get(group) ?? 0, seconds);
    }
  });
}

/**
 * Seconds that one evaluation of each group takes, as Prometheus says itself: the median of what was seen within
 * `seconds`, the first evaluation, which meets cold caches, left out where there are others. NaN when there was none.
 */
export async function groupDurations(metrics: () => Promise<string>, seconds: number): Promise<Map<string, number>> {
  const evaluations: Evaluations = new Map();
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    take(await metrics(), evaluations);
    await sleep(POLL_MS);
  }
  return new Map(
    [...evaluations].map(([group, of]) => {
      const all = [...of.values()];
      return [group, median(all.length > 1 ? all.slice(1) : all)];
    })
  );
}
