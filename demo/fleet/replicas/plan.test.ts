import { planReplicas, type Pod } from './plan';

function pod(name: string, revision: number, isReady: boolean): Pod {
  return { name, revision, isReady, startedAt: name.charCodeAt(0) };
}

const A = pod('a', 1, true);
const B = pod('b', 1, true);
const C = pod('c', 1, false);

describe('planReplicas', () => {
  it.each([
    ['starts what is missing', [A], 3, 1, { start: 2, stop: [] }],
    ['rests when there are enough', [A, B], 2, 1, { start: 0, stop: [] }],
    ['stops the one that is not ready first', [A, B, C], 2, 1, { start: 0, stop: ['c'] }],
    ['stops the youngest of the ready ones', [A, B], 1, 1, { start: 0, stop: ['b'] }],
    ['stops everything at zero, whatever the release', [A, pod('d', 2, true)], 0, 2, { start: 0, stop: ['d', 'a'] }],
    ['starts one pod of a new release beside the old ones', [A, B], 2, 2, { start: 1, stop: [] }],
    ['keeps the old ones while the new one is not ready', [A, B, pod('d', 2, false)], 2, 2, { start: 0, stop: [] }],
    ['lets an old one go once the new one is ready', [A, B, pod('d', 2, true)], 2, 2, { start: 0, stop: ['b'] }],
    ['ends a release without a surplus', [A, pod('d', 2, true), pod('e', 2, true)], 2, 2, { start: 0, stop: ['a'] }],
    ['replaces an old pod that never got ready', [C], 1, 2, { start: 1, stop: ['c'] }],
    ['follows a scale-up during a release', [A, pod('d', 2, true)], 4, 2, { start: 3, stop: [] }],
  ])('%s', (_, pods, desired, revision, plan) => {
    expect(planReplicas(pods, desired, revision)).toEqual(plan);
  });

  it('never has fewer ready pods than wanted on the way through a release', () => {
    let pods = [A, B, pod('c', 1, true)];
    for (let step = 0; step < 20; step++) {
      const { start, stop } = planReplicas(pods, 3, 2);
      pods = pods.filter(({ name }) => !stop.includes(name));
      expect(pods.filter(({ isReady }) => isReady).length).toBeGreaterThanOrEqual(3);
      const ready = pods.map((one) => ({ ...one, isReady: true }));
      pods = [...ready, ...Array.from({ length: start }, (_, index) => pod(`n${step}${index}`, 2, false))];
    }
    expect(pods).toHaveLength(3);
    expect(pods.every(({ revision }) => revision === 2)).toBe(true);
  });
});
