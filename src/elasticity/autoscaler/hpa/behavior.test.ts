/** @jest-environment node */
import { policyWith, run, times } from './run.testing';
import type { ScalingBehavior, ScalingPolicy, ScalingRules } from './types';

const pods = (value: number, periodSeconds: number): ScalingPolicy => ({ type: 'Pods', value, periodSeconds });
const percent = (value: number, periodSeconds: number): ScalingPolicy => ({ type: 'Percent', value, periodSeconds });
const up = (rules: ScalingRules): ScalingBehavior => ({ scaleUp: rules, scaleDown: { stabilizationWindowSeconds: 0 } });
const down = (rules: ScalingRules): ScalingBehavior => ({ scaleDown: { stabilizationWindowSeconds: 0, ...rules } });

describe('rates', () => {
  // name, behavior, replicas at the start, loads 15 s apart, replicas
  it.each<[string, ScalingBehavior, number, number[], number[]]>([
    ['up by default: four pods or a doubling, whichever is more', up({}), 1, times(4, 990), [5, 10, 20, 40]],
    ['up: pods only', up({ policies: [pods(3, 15)] }), 1, times(3, 990), [4, 7, 10]],
    ['up: pods within a longer period', up({ policies: [pods(3, 60)] }), 1, times(6, 990), [4, 4, 4, 4, 7, 7]],
    ['up: percent, rounded up', up({ policies: [percent(10, 15)] }), 1, times(4, 990), [2, 3, 4, 5]],
    [
      'up: percent of the start of the period',
      up({ policies: [percent(50, 60)] }),
      10,
      times(5, 990),
      [15, 15, 15, 15, 23],
    ],
    ['up: Max of two', up({ policies: [pods(1, 15), percent(100, 15)] }), 3, [990, 990], [6, 12]],
    ['up: Min of two', up({ selectPolicy: 'Min', policies: [pods(1, 15), percent(100, 15)] }), 3, [990, 990], [4, 5]],
    [
      'up: Min of two with different periods',
      up({ selectPolicy: 'Min', policies: [pods(4, 15), pods(6, 60)] }),
      2,
      times(5, 990),
      [6, 8, 8, 8, 12],
    ],
    ['up: Disabled', up({ selectPolicy: 'Disabled' }), 3, [990, 990], [3, 3]],
    ['up: a policy with value 0 allows nothing', up({ policies: [pods(0, 15)] }), 3, [990, 990], [3, 3]],
    ['up: 0 percent allows nothing', up({ policies: [percent(0, 15)] }), 3, [990, 990], [3, 3]],
    [
      'up: beside a policy with value 0, Max takes the other',
      up({ policies: [pods(0, 15), pods(2, 15)] }),
      3,
      [990],
      [5],
    ],
    ['down by default: all at once', down({}), 50, [10], [1]],
    ['down: pods only', down({ policies: [pods(4, 15)] }), 20, times(3, 10), [16, 12, 8]],
    [
      'down: pods within a longer period',
      down({ policies: [pods(4, 60)] }),
      20,
      times(6, 10),
      [16, 16, 16, 16, 12, 12],
    ],
    ['down: percent, the rest cut off', down({ policies: [percent(10, 15)] }), 25, times(3, 10), [22, 19, 17]],
    [
      'down: 10 percent of few takes at least one',
      down({ policies: [percent(10, 60)] }),
      5,
      times(5, 10),
      [4, 4, 4, 4, 3],
    ],
    ['down: Max of two takes the larger change', down({ policies: [pods(5, 15), percent(10, 15)] }), 20, [10], [15]],
    [
      'down: Min of two the smaller',
      down({ selectPolicy: 'Min', policies: [pods(5, 15), percent(10, 15)] }),
      20,
      [10],
      [18],
    ],
    ['down: Disabled', down({ selectPolicy: 'Disabled' }), 20, [10, 10], [20, 20]],
    ['down: a policy with value 0 allows nothing', down({ policies: [pods(0, 15)] }), 20, [10], [20]],
    ['down: more pods than there are stops at the minimum', down({ policies: [pods(500, 15)] }), 20, [10], [1]],
    ['down: more than 100 percent stops at the minimum', down({ policies: [percent(300, 15)] }), 20, [10], [1]],
  ])('%s', (_name, behavior, start, loads, replicas) => {
    expect(run(policyWith({ behavior }), start, loads).replicas).toEqual(replicas);
  });

  it('what was removed within the period may be added again on top', () => {
    const behavior = {
      scaleUp: { policies: [pods(2, 60)] },
      scaleDown: { stabilizationWindowSeconds: 0, policies: [pods(3, 60)] },
    };
    expect(run(policyWith({ behavior }), 10, [70, 990, 990]).replicas).toEqual([7, 12, 12]);
  });

  it('what was added within the period may be removed again on top', () => {
    const behavior = {
      scaleUp: { policies: [pods(2, 60)] },
      scaleDown: { stabilizationWindowSeconds: 0, policies: [pods(3, 60)] },
    };
    expect(run(policyWith({ behavior }), 10, [120, 10, 10]).replicas).toEqual([12, 7, 7]);
  });

  it('the other direction does not see an event that the controller overwrote', () => {
    const behavior = {
      scaleUp: { policies: [pods(4, 15)] },
      scaleDown: { stabilizationWindowSeconds: 0, policies: [percent(50, 600)] },
    };
    // Three steps of four from 4 to 16. The first event is overwritten by the third, so the period seems to begin with 8.
    expect(run(policyWith({ behavior }), 4, [990, 990, 990, 10]).replicas).toEqual([8, 12, 16, 4]);
  });

  it.each<[string, ScalingBehavior, number, number, string]>([
    ['a rate on the way up', up({ policies: [pods(1, 15)] }), 3, 990, 'ScaleUpLimit'],
    ['the maximum before the rate', up({ policies: [pods(500, 15)] }), 3, 2000, 'TooManyReplicas'],
    ['the maximum and the rate alike: the maximum', up({ policies: [pods(97, 15)] }), 3, 2000, 'TooManyReplicas'],
    ['a rate on the way down', down({ policies: [pods(1, 15)] }), 5, 0, 'ScaleDownLimit'],
    ['the minimum before the rate', down({}), 5, 0, 'TooFewReplicas'],
    ['the minimum and the rate alike: the minimum', down({ policies: [pods(4, 15)] }), 5, 0, 'TooFewReplicas'],
    ['nothing at all', up({}), 3, 40, 'DesiredWithinRange'],
    ['Disabled is a rate', up({ selectPolicy: 'Disabled' }), 3, 990, 'ScaleUpLimit'],
  ])('%s is named as the limit', (_name, behavior, start, load, reason) => {
    expect(run(policyWith({ behavior }), start, [load]).reasons).toEqual([reason]);
  });
});

describe('stabilization windows', () => {
  // name, scale-up window, scale-down window, start, loads, replicas
  it.each<[string, number, number, number, number[], number[]]>([
    ['down: held for exactly the window', 0, 60, 4, [80, 10, 10, 10, 10, 10], [8, 8, 8, 8, 1, 1]],
    ['down: a new peak starts it again', 0, 60, 4, [80, 10, 10, 70, 10, 10, 10, 10], [8, 8, 8, 8, 7, 7, 7, 1]],
    ['down: falls in the steps of its peaks', 0, 30, 9, [60, 40, 20, 20, 20], [9, 6, 4, 2, 2]],
    ['down: the replicas at the start are the first recommendation', 0, 60, 9, [10, 10, 10, 10], [9, 9, 9, 1]],
    ['up: waits until the load has lasted', 30, 0, 4, [80, 80, 80], [4, 8, 8]],
    ['up: a dip starts it again', 45, 0, 4, [80, 80, 40, 80, 80, 80], [4, 4, 4, 4, 4, 8]],
    ['up: takes the lowest of what lasted', 45, 0, 4, [80, 70, 90, 90, 90], [4, 4, 7, 7, 9]],
    ['both: a spike shorter than the window passes unseen', 60, 60, 4, [90, 40, 40, 40], [4, 4, 4, 4]],
    ['both: a dip shorter than the window passes unseen', 60, 60, 4, [10, 40, 40, 40], [4, 4, 4, 4]],
    ['no window follows at once', 0, 0, 4, [80, 10, 80, 10], [8, 1, 5, 1]],
  ])('%s', (_name, scaleUp, scaleDown, start, loads, replicas) => {
    const behavior = {
      scaleUp: { stabilizationWindowSeconds: scaleUp },
      scaleDown: { stabilizationWindowSeconds: scaleDown },
    };
    expect(run(policyWith({ behavior }), start, loads).replicas).toEqual(replicas);
  });

  it('down by default takes the flag of the controller', () => {
    const dropsAfter = (flags: { downscaleStabilizationSeconds?: number }) =>
      run(policyWith({ behavior: {}, flags }), 4, [80, ...times(30, 10)]).replicas.lastIndexOf(8);
    expect([dropsAfter({}), dropsAfter({ downscaleStabilizationSeconds: 120 })]).toEqual([19, 7]);
  });

  it('remembers what the metrics asked for, not what was set', () => {
    const behavior = down({ stabilizationWindowSeconds: 30, policies: [pods(1, 15)] });
    expect(run(policyWith({ behavior }), 10, times(4, 10)).replicas).toEqual([10, 9, 8, 7]);
  });

  it.each<[string, ScalingBehavior, number[], string[]]>([
    [
      'down',
      { scaleDown: { stabilizationWindowSeconds: 60 } },
      [40, 10],
      ['DesiredWithinRange', 'ScaleDownStabilized'],
    ],
    ['up', { scaleUp: { stabilizationWindowSeconds: 60 } }, [80], ['ScaleUpStabilized']],
    [
      'a recommendation on the spot counts as upwards',
      { scaleDown: { stabilizationWindowSeconds: 60 } },
      [30, 40],
      ['ScaleDownStabilized', 'DesiredWithinRange'],
    ],
  ])('%s: the window is named', (_name, behavior, loads, reasons) => {
    expect(run(policyWith({ behavior }), 4, loads).reasons).toEqual(reasons);
  });
});
