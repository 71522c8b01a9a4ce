/** @jest-environment node */
import { policyWith, run, times } from './run.testing';

describe('without behavior', () => {
  // name, start, loads 15 s apart, replicas, reason of the last
  it.each<[string, number, number[], number[], string]>([
    ['one sync at most doubles', 5, times(3, 990), [10, 20, 40], 'ScaleUpLimit'],
    ['but always reaches four', 1, [990, 990], [4, 8], 'ScaleUpLimit'],
    ['the maximum', 60, [2000], [100], 'TooManyReplicas'],
    ['twice the replicas exactly is not limited', 5, [100], [10], 'DesiredWithinRange'],
    ['the maximum and the doubling alike: the maximum', 50, [2000], [100], 'TooManyReplicas'],
    ['the window holds what it started with', 7, [10], [7], 'ScaleDownStabilized'],
  ])('%s', (_name, start, loads, replicas, reason) => {
    const ran = run(policyWith(), start, loads);
    expect([ran.replicas, ran.reasons.at(-1)]).toEqual([replicas, reason]);
  });

  it('the highest of five minutes holds, exactly five minutes included', () => {
    const { replicas } = run(policyWith(), 4, [80, ...times(22, 10)]);
    expect(replicas).toEqual([...times(21, 8), 1, 1]);
  });

  it('takes the window of the flag', () => {
    const { replicas } = run(policyWith({ flags: { downscaleStabilizationSeconds: 30 } }), 4, [80, ...times(4, 10)]);
    expect(replicas).toEqual([8, 8, 8, 1, 1]);
  });

  it('the minimum, once the window has passed', () => {
    const { replicas, reasons } = run(policyWith({ minReplicas: 3 }), 4, times(23, 0));
    expect([replicas.at(-1), reasons.at(-1)]).toEqual([3, 'TooFewReplicas']);
  });
});
