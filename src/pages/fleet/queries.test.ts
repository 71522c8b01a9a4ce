import { queries, REF } from './queries';

describe('queries', () => {
  const asked = queries('cluster=~"$cluster"');

  it('asks for each input once', () => {
    expect(asked.map(({ refId }) => refId).sort()).toEqual(Object.values(REF).sort());
  });

  it('asks about the workloads that were chosen, and no others', () => {
    expect(asked.filter(({ expr }) => !expr.includes('cluster=~"$cluster"'))).toEqual([]);
  });

  it('asks for values; over time only for what few workloads have: when data ended, since when a verdict holds', () => {
    const overTime = asked.filter(({ instant }) => instant !== true).map(({ refId }) => refId);
    expect(overTime).toEqual([REF.ended, REF.verdicts]);
  });
});
