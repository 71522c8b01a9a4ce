import { rulesOf } from '../../../docs/ruleFiles';
import { RULE_FILES } from '../../rules/bundle';
import { inOneGo } from './inOneGo';

const { groups } = inOneGo(RULE_FILES);
const texts = (rules: readonly object[]) => rules.map((rule) => JSON.stringify(rule)).sort();

describe('the rules in one go', () => {
  it('are those that ship, each with its expression, its `for` and its labels', () => {
    expect(texts(groups.flatMap(({ rules }) => rules))).toEqual(texts(rulesOf(RULE_FILES)));
  });

  it('look every 15 seconds or every minute, so that increments of a minute are taken once a minute', () => {
    expect(groups.map(({ interval }) => interval)).toEqual(['15s', '1m']);
    const increments = groups.map(({ rules }) => rules.filter(({ record }) => record?.endsWith(':increase1m')).length);
    expect(increments[0]).toBe(0);
    expect(increments[1]).toBeGreaterThan(0);
  });

  // It looks at hours and days: a round later is as good.
  const WAITS = ['ElastiscopeErrorBudgetBurnSlow'];

  it('let no alert wait another round for what it reads', () => {
    const waiting = groups.flatMap(({ rules }) => {
      const recordedAt = new Map(rules.map(({ record }, index) => [record, index]));
      return rules.filter(({ alert, expr }, index) => {
        const read = expr.match(/[a-z_]+(?::\w+)+/g) ?? [];
        return alert !== undefined && read.some((name) => (recordedAt.get(name) ?? -1) > index);
      });
    });
    expect(waiting.map(({ alert }) => alert)).toEqual(WAITS);
  });
});
