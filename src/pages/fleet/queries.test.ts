import { queries, REF } from './queries';

describe('queries', () => {
  const asked = queries('cluster=~"$cluster"');

  it('asks for each input once', () => {
    expect(asked.map(({ refId }) => refId).sort()).toEqual(Object.values(REF).sort());
  });

  it('filters everything but the question whether the rules are loaded', () => {
    expect(asked.filter(({ expr }) => !expr.includes('cluster=~"$cluster"')).map(({ refId }) => refId)).toEqual([
      REF.rules,
    ]);
  });

  it('asks for values, not for series over time', () => {
    expect(asked.every(({ instant }) => instant === true)).toBe(true);
  });
});
