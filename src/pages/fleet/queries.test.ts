import { queries, REF } from './queries';

describe('queries', () => {
  const asked = queries('cluster=~"$cluster"');

  it('asks for each input once', () => {
    expect(asked.map(({ refId }) => refId).sort()).toEqual(Object.values(REF).sort());
  });

  it('asks about the workloads that were chosen, and no others', () => {
    expect(asked.filter(({ expr }) => !expr.includes('cluster=~"$cluster"'))).toEqual([]);
  });

  it('asks for values, not for series over time', () => {
    expect(asked.every(({ instant }) => instant === true)).toBe(true);
  });
});
