/** @jest-environment node */
import { podTarget, replicasForPods } from './podMetrics';
import type { AverageValueTarget, PodGroups, UtilizationTarget } from './types';

const TOLERANCES = { down: 0.1, up: 0.1 };
const percent = (value: number): UtilizationTarget => ({ type: 'Utilization', value });
const average = (value: number): AverageValueTarget => ({ type: 'AverageValue', value });

interface Pods {
  /** What each ready pod uses, thousandths. */
  readonly uses: readonly number[];
  readonly unready?: number;
  readonly missing?: number;
  readonly current?: number;
  /** Thousandths, the same for every pod. */
  readonly request?: number;
}

function groups({ uses, unready = 0, missing = 0, request = 1000 }: Pods): PodGroups {
  return {
    ready: { pods: uses.length, usageMilli: uses.reduce((a, b) => a + b, 0), requestMilli: uses.length * request },
    unreadyRequestsMilli: Array<number>(unready).fill(request),
    missingRequestsMilli: Array<number>(missing).fill(request),
  };
}

function replicas(target: UtilizationTarget | AverageValueTarget, pods: Pods): number | undefined {
  const { uses, unready = 0, missing = 0, current = uses.length + unready + missing } = pods;
  return replicasForPods(podTarget(target), groups(pods), current, TOLERANCES);
}

describe('utilization of requests', () => {
  it.each<[string, number, Pods, number | undefined]>([
    ['above the target', 30, { uses: [300, 500, 700] }, 5],
    ['below the target', 50, { uses: [100, 300, 500, 250, 250] }, 3],
    ['on the target', 50, { uses: [500, 500] }, 2],
    ['exactly at the upper tolerance stays', 100, { uses: [1100, 1100] }, 2],
    ['one percent above it does not', 100, { uses: [1110, 1110] }, 3],
    ['exactly at the lower tolerance stays', 100, { uses: Array<number>(10).fill(900) }, 10],
    ['one percent below it does not', 100, { uses: Array<number>(10).fill(890) }, 9],
    ['the percentage is cut off, not rounded: 111.9 is 111', 101, { uses: [1119, 1119] }, 2],
    ['the sum counts, not the mean of percentages', 50, { uses: [0, 1500] }, 3],
    ['nothing used goes to zero, and bounds do the rest', 50, { uses: [0, 0] }, 0],
    ['no pod with a sample is a failure', 50, { uses: [], unready: 2 }, undefined],
    ['pods that request nothing are a failure', 50, { uses: [500], request: 0 }, undefined],
    ['more replicas asked for than pods there: the pods count', 50, { uses: [1000, 1000], current: 6 }, 4],
  ])('%s', (_name, target, pods, expected) => {
    expect(replicas(percent(target), pods)).toBe(expected);
  });

  it.each<[string, number, Pods, number]>([
    ['up: unready pods are idle', 30, { uses: [500, 700], unready: 1 }, 4],
    ['up: unready pods that eat up the excess keep it', 50, { uses: [800], unready: 1 }, 2],
    ['up: with them below the target it does not turn round', 50, { uses: [600], unready: 3 }, 4],
    ['down: unready pods are left out', 50, { uses: [100, 300], unready: 2 }, 1],
    ['within tolerance below one: unready pods do not matter', 50, { uses: [480, 480], unready: 2 }, 4],
    ['exactly on the target: unready pods do not matter', 50, { uses: [500], unready: 3 }, 4],
  ])('unready, %s', (_name, target, pods, expected) => {
    expect(replicas(percent(target), pods)).toBe(expected);
  });

  it.each<[string, number, Pods, number]>([
    ['up: missing pods are idle', 30, { uses: [700, 700], missing: 1 }, 5],
    ['up: missing pods that eat up the excess keep it', 50, { uses: [800, 800], missing: 1 }, 3],
    ['up: with them below the target it does not turn round', 50, { uses: [900], missing: 2 }, 3],
    ['down: missing pods use all they request', 50, { uses: [100, 100, 100, 100], missing: 1 }, 3],
    ['down: missing pods that make up for it keep it', 60, { uses: [400, 400, 400], missing: 2 }, 5],
    ['down: with them above the target it does not turn round', 50, { uses: [400], missing: 2 }, 3],
    ['down: above a target over 100 they use the target', 150, { uses: [500, 500], missing: 1 }, 2],
    ['exactly on the target: missing pods do not matter', 50, { uses: [500], missing: 3 }, 4],
    ['both: unready and missing are idle on the way up', 30, { uses: [900, 900], missing: 1, unready: 1 }, 6],
    ['both: only the missing count on the way down', 80, { uses: [100, 100], missing: 1, unready: 1 }, 2],
    [
      'a result against the direction keeps it',
      50,
      { uses: [300, 300, 300, 300, 300, 300], current: 2, missing: 1 },
      2,
    ],
  ])('missing, %s', (_name, target, pods, expected) => {
    expect(replicas(percent(target), pods)).toBe(expected);
  });
});

describe('average value per pod', () => {
  it.each<[string, number, Pods, number | undefined]>([
    ['above the target', 10, { uses: [20_000, 10_000, 30_000] }, 6],
    ['exactly at the upper tolerance stays', 10, { uses: [11_000, 11_000] }, 2],
    ['a thousandth above it does not', 10, { uses: [11_001, 11_001] }, 3],
    ['the mean is cut off to thousandths', 10, { uses: [11_000, 11_001] }, 2],
    ['a target below one', 0.25, { uses: [500, 500] }, 4],
    ['requests do not matter', 10, { uses: [20_000], request: 0 }, 2],
    ['no pod with a sample is a failure', 10, { uses: [], missing: 2 }, undefined],
    ['up: unready pods are idle', 15, { uses: [50_000, 10_000], unready: 1 }, 4],
    ['up: missing pods are idle', 15, { uses: [50_000, 10_000], missing: 1 }, 4],
    ['exactly on the target: missing pods do not matter', 10, { uses: [10_000], missing: 1 }, 2],
    [
      'hpa-averagevalue-exactly-on-target-with-missing-pods: Kubernetes 1.33 to 1.36 keep all 6',
      0.728,
      { uses: [728, 729], missing: 2, unready: 2, current: 6 },
      6,
    ],
    ['down: missing pods are on the target', 10, { uses: [2000, 2000, 2000], missing: 1 }, 2],
    ['down: unready pods are left out', 10, { uses: [2000, 2000, 2000], unready: 3 }, 1],
  ])('%s', (_name, target, pods, expected) => {
    expect(replicas(average(target), pods)).toBe(expected);
  });
});

it('takes the tolerance of the direction', () => {
  const at = (uses: number, down: number, up: number) =>
    replicasForPods(podTarget(percent(100)), groups({ uses: [uses, uses, uses, uses] }), 4, { down, up });
  expect([at(1200, 0, 0.2), at(1210, 0, 0.2), at(700, 0.3, 0), at(690, 0.3, 0)]).toEqual([4, 5, 4, 3]);
  expect([at(1010, 0, 0), at(1000, 0, 0), at(990, 0, 0)]).toEqual([5, 4, 4]);
});
