import { planRules } from './plan';
import { parseRules, readRules } from './read';

const rule = (record: string, expr: string) => ({ record, expr });
const group = (name: string, intervalSeconds: number, ...rules: Array<ReturnType<typeof rule>>) => ({
  name,
  intervalSeconds,
  rules,
});
const names = (layers: ReturnType<typeof planRules>) =>
  layers.map((layer) => layer.map(({ rules }) => rules.map(({ record }) => record).join('+')).sort());

describe('planRules', () => {
  it('puts a rule into the layer after all it reads, whatever the order of the groups', () => {
    const layers = planRules([
      group('ratios', 60, rule('a:top', 'a:sum / a:other')),
      group('sums', 60, rule('a:sum', 'sum(a:base)')),
      group('adapters', 15, rule('a:base', 'sum(raw)'), rule('a:other', 'raw')),
    ]);
    expect(names(layers)).toEqual([['a:base', 'a:other'], ['a:sum'], ['a:top']]);
  });

  it('keeps a rule with a later one of its group that it reads, for it sees the evaluation before', () => {
    const [[unit]] = planRules([
      group('failovers', 15, rule('x:seconds', 'raw and x:seconds and x:timestamp == y'), rule('x:timestamp', 'y')),
    ]);
    expect(unit.rules).toHaveLength(2);
    expect(unit.strideSeconds).toBeLessThan(300);
  });

  it('evaluates one step at a time what asks for the time of its evaluation', () => {
    const [[unit]] = planRules([group('calendar', 240, rule('x:to_date', 'sum_over_time((y > z @ end())[1h:1m])'))]);
    expect(unit).toMatchObject({ stepSeconds: 240, strideSeconds: 240 });
  });

  it('has no limit for rules that read no past of their own', () => {
    const [[unit]] = planRules([group('load', 15, rule('x:rate', 'rate(raw[2m])'))]);
    expect(unit).toMatchObject({ stepSeconds: 60, strideSeconds: Infinity });
  });

  it.each([
    [5, 15],
    [30, 30],
    [60, 60],
  ])('evaluates a group of 15 s at most every %d s when told so', (shortest, stepSeconds) => {
    const [[unit]] = planRules([group('load', 15, rule('x:rate', 'rate(raw[2m])'))], shortest);
    expect(unit.stepSeconds).toBe(stepSeconds);
  });

  it('names the rules that read each other across groups', () => {
    const groups = [group('one', 60, rule('x:one', 'x:two')), group('two', 60, rule('x:two', 'x:one'))];
    expect(() => planRules(groups)).toThrow('x:one, x:two');
  });

  it('plans every recording rule that ships, each once', async () => {
    const groups = await readRules();
    const shipped = groups.flatMap(({ rules }) => rules);
    const planned = planRules(groups).flatMap((layer) => layer.flatMap(({ rules }) => rules));
    expect(shipped.length).toBeGreaterThan(50);
    expect(new Set(planned)).toEqual(new Set(shipped));
    expect(planned).toHaveLength(shipped.length);
  });
});

describe('parseRules', () => {
  it('reads intervals and leaves alerts out', () => {
    const text = 'groups: [{name: g, interval: 4m, rules: [{record: a, expr: b}, {alert: C, expr: d}]}]';
    expect(parseRules(text)).toEqual([group('g', 240, rule('a', 'b'))]);
  });

  it('says which group has an interval it cannot read', () => {
    expect(() => parseRules('groups: [{name: g, interval: 1h30m, rules: []}]')).toThrow('group g');
  });
});
