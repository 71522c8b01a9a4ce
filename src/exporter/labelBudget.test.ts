/** @jest-environment node */
import { LabelBudget, SHARES } from './labelBudget';

describe('LabelBudget', () => {
  const budgetOf = (values: number, sets: number) => {
    const overflows: string[] = [];
    return { budget: new LabelBudget({ values, sets }, (label) => overflows.push(label)), overflows };
  };

  it('folds values that find no room, and counts them', () => {
    const { budget, overflows } = budgetOf(2, 100);
    const models = ['a', 'b', 'c', 'a', 'd'].map((model) => budget.admit('m', { model }).model);
    expect(models).toEqual(['a', 'b', 'other', 'a', 'other']);
    expect(overflows).toEqual(['model', 'model']);
  });

  it('folds sets that find no room, one metric apart from another', () => {
    const { budget, overflows } = budgetOf(100, 2);
    budget.admit('m', { model: 'a', team: 'x' });
    budget.admit('m', { model: 'a', team: 'y' });
    expect(budget.admit('m', { model: 'b', team: 'x' })).toEqual({ model: 'other', team: 'other' });
    expect(budget.admit('n', { model: 'b', team: 'x' })).toEqual({ model: 'b', team: 'x' });
    expect(overflows).toEqual(['model', 'team']);
  });

  it('keeps the family of a route that finds no room, and routes of the configuration always', () => {
    const { budget, overflows } = budgetOf(2, 5);
    const routes = ['run/a', 'run/b', 'run/c', 'build/d', 'api'].map((route) => budget.admit('m', { route }).route);
    expect(routes).toEqual(['run/a', 'run/b', 'run/other', 'build/other', 'api']);
    expect(budget.admit('m', { method: 'GET', route: 'run/a' }).route).toBe('run/other');
    expect(overflows).toEqual(['route', 'route', 'route']);
  });

  it('takes a slash in a model for part of its name', () => {
    const { budget } = budgetOf(0, 0);
    expect(budget.admit('m', { model: 'openai/gpt-4o' }).model).toBe('other');
  });

  it('never touches labels whose values are ours', () => {
    const { budget, overflows } = budgetOf(0, 0);
    expect(budget.admit('m', { method: 'GET', status_code: '200' })).toEqual({ method: 'GET', status_code: '200' });
    expect(overflows).toEqual([]);
  });

  it('cuts long values', () => {
    const { budget } = budgetOf(5, 5);
    expect(budget.admit('m', { flow: 'x'.repeat(1000) }).flow).toHaveLength(100);
  });

  it('stays bounded under a million values', () => {
    const { budget } = budgetOf(10, 100);
    const seen = new Set<string>();
    for (let i = 0; i < 1_000_000; i++) {
      seen.add(budget.admit('m', { model: `model-${i}`, team: `team-${i % 50}` }).model);
    }
    expect(seen.size).toBe(11);
  });

  it('names what is new after a success, after a failure while half of the room is left, and never when it was refused', () => {
    const { budget } = budgetOf(4, 100);
    const within = (route: string, share: number) => {
      const value = budget.valueWithin('route', route, share);
      return budget.admit('m', { route: value }).route;
    };
    expect(within('run/bogus', SHARES.refusal)).toBe('run/other');
    expect(within('api', SHARES.refusal)).toBe('api');
    expect(['run/a', 'run/b', 'run/c'].map((route) => within(route, SHARES.failure))).toEqual([
      'run/a',
      'run/b',
      'run/other',
    ]);
    expect(['run/c', 'run/d', 'run/e'].map((route) => within(route, SHARES.success))).toEqual([
      'run/c',
      'run/d',
      'run/other',
    ]);
    expect(within('run/c', SHARES.refusal)).toBe('run/c');
  });

  it('gives the room of what was not used for six hours to others, and says so', () => {
    let now = 0;
    const forgotten: string[] = [];
    const budget = new LabelBudget(
      { values: 2, sets: 100 },
      () => undefined,
      (metric, labels) => forgotten.push(`${metric} ${labels.model}`),
      () => now
    );
    const hours = (count: number) => count * 3600_000;
    budget.admit('m', { model: 'a' });
    budget.admit('n', { model: 'a' });
    budget.admit('m', { model: 'b' });
    now = hours(5);
    budget.admit('m', { model: 'b' });
    expect(budget.admit('m', { model: 'c' })).toEqual({ model: 'other' });
    now = hours(6.5);
    expect(forgotten).toEqual([]);
    expect(budget.admit('m', { model: 'c' })).toEqual({ model: 'c' });
    expect(forgotten).toEqual(['m a', 'n a']);
    expect(budget.admit('m', { model: 'b' })).toEqual({ model: 'b' });
    expect(budget.admit('m', { model: 'a' })).toEqual({ model: 'other' });
  });
});
