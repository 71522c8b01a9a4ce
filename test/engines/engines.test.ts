import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Totals } from '../../demo/history/simulation/totals';
import { WORKLOAD, type RecordedDefinition } from '../../src/vocabulary';
import { RULE_FILES, RULES } from '../rules/bundle';
import { ABSENT, ENGINES, REFERENCE, type Engine, type Running } from './engines';
import { FROM, live, type Life } from './fleet';
import { findEngine, howToFind } from './programs';
import { Ruler, type RecordedSeries } from './ruler';

const GROUPS = RULE_FILES.flatMap(({ groups }) => groups);
const ALERTS = GROUPS.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));

/** Series that an alert waits for as they are: `expr: workload:flapping`. */
const VERDICTS = GROUPS.flatMap(({ rules }) => rules)
  .filter(({ alert }) => alert !== undefined)
  .flatMap(({ expr }) => /^\s*(workload:\w+)(?:\{[^}]*\})?\s*$/.exec(expr)?.[1] ?? [])
  .filter((name, index, all) => all.indexOf(name) === index);

/** Money is added up in another order by each engine. */
const SAME_SUM = 1e-6;

/** Engines see a verdict begin and end up to a few minutes apart; alerts wait for ten minutes at most. */
const LASTING_SECONDS = 12 * 60;

/** How long a series was there without an end, at most. */
function longestRun({ times, values }: RecordedSeries): number {
  let longest = 0;
  let since: number | undefined;
  times.forEach((time, index) => {
    since = Number.isNaN(values[index]) ? undefined : (since ?? time);
    longest = Math.max(longest, time - (since ?? time));
  });
  return longest;
}

describe('the same samples in every engine', () => {
  const rulers = new Map<Engine, Ruler>();
  let life: Life;

  async function evaluate(engine: Engine, { store, stop }: Running): Promise<void> {
    const ruler = new Ruler(store, engine.timing, GROUPS);
    rulers.set(engine, ruler);
    try {
      await ruler.run(life.scraped, FROM);
    } finally {
      await stop();
    }
  }

  beforeAll(async () => {
    life = live();
    const running: Array<Promise<void>> = [];
    for (const engine of ENGINES) {
      // One after the other, so that no two of them take the same port.
      const server = await engine.start(mkdtempSync(join(tmpdir(), 'engine-')));
      running.push(evaluate(engine, server));
    }
    await Promise.all(running);
  }, 900_000);

  function rulerOf(engine: Engine): Ruler {
    const ruler = rulers.get(engine);
    if (ruler === undefined) {
      throw new Error(`${engine.name} did not run`);
    }
    return ruler;
  }

  /** What a series recorded by workload, reduced to a number. */
  function byWorkload(engine: Engine, name: string, reduce: (values: readonly number[]) => number) {
    const found: Record<string, number> = {};
    rulerOf(engine)
      .recorded.get(name)
      ?.forEach(({ labels: { workload = '' }, values }) => {
        found[workload] = (found[workload] ?? 0) + reduce(values.filter((value) => !Number.isNaN(value)));
      });
    return found;
  }

  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const last = (values: readonly number[]) => values.at(-1) ?? NaN;
  const most = (values: readonly number[]) => Math.max(...values);

  /** For whom a verdict stood so long that an alert which waits for it would have fired in every engine. */
  const judged = (engine: Engine) =>
    Object.fromEntries(
      VERDICTS.map((name) => [
        name,
        [...(rulerOf(engine).recorded.get(name)?.values() ?? [])]
          .filter((series) => longestRun(series) >= LASTING_SECONDS)
          .map(({ labels: { __name__, ...rest } }) => Object.values(rest).sort().join(' '))
          .sort(),
      ])
    );
  const fired = (engine: Engine) =>
    Object.fromEntries(
      ALERTS.map((alert) => [
        alert,
        [
          ...new Set(
            rulerOf(engine)
              .firings(alert)
              .map(({ labels: { workload } }) => workload ?? '')
          ),
        ].sort(),
      ])
    );

  ABSENT.forEach(({ name, hint }) => it.skip(`${name}: ${hint}`, () => undefined));

  describe.each(ENGINES.map((engine) => [engine.name, engine] as const))('%s', (_, engine) => {
    it('evaluates every rule without an error', () => {
      expect(rulerOf(engine).failures).toEqual([]);
    });

    it.each<[string, RecordedDefinition, keyof Totals]>([
      ['vmalert-aligned-evaluation: requests', WORKLOAD.requests, 'requests'],
      ['failed requests', WORKLOAD.requestErrors, 'failed'],
      ['vm-chain-one-evaluation-late: requests that waited for a start from zero', WORKLOAD.requestsDelayed, 'delayed'],
      ['tokens', WORKLOAD.tokensByModel, 'tokens'],
      ['cost', WORKLOAD.cost, 'costUsd'],
    ])('counts what there was, through restarts and starts from zero: %s', (_name, { name }, key) => {
      const counted = byWorkload(engine, name, sum);
      for (const [workload, total] of life.totals) {
        expect([workload, counted[workload]]).toEqual([workload, expect.closeTo(total[key], 6)]);
      }
    });

    it('vm-at-end-in-subquery: knows what was spent since midnight', () => {
      const spent = byWorkload(engine, WORKLOAD.costDayToDate.name, last);
      for (const [workload, { costUsd }] of life.totals) {
        expect(Math.abs((spent[workload] ?? NaN) / costUsd - 1)).toBeLessThan(SAME_SUM);
      }
    });

    it('vm-changes-off-by-one: counts three changes of direction, which is no flapping, and tells many', () => {
      const turns = byWorkload(engine, WORKLOAD.desiredReversals.name, most);
      expect(turns).toMatchObject({ 'three-turns': 3, 'many-turns': 7 });
      expect(fired(engine).ElastiscopeFlapping).toEqual(expect.arrayContaining(['many-turns']));
      expect(fired(engine).ElastiscopeFlapping).not.toContain('three-turns');
    });

    it('tells of what happened', () => {
      expect(fired(engine)).toMatchObject({
        ElastiscopeDailyBudgetSpent: ['chatchat'],
        ElastiscopeLeaderUnstable: ['langflow-ha'],
        ElastiscopeRequestsWaitForColdStart: ['kotaemon-zero'],
      });
    });

    it('gives the verdicts that Prometheus gives, and fires the same alerts', () => {
      expect(judged(engine)).toEqual(judged(REFERENCE));
      expect(fired(engine)).toEqual(fired(REFERENCE));
    });
  });
});

describe('vmalert', () => {
  const vmalert = findEngine('vmalert');
  const name = 'reads the rules as they ship';

  if (vmalert === undefined) {
    it.skip(`${name}: ${howToFind('vmalert')}`, () => undefined);
  } else {
    it(name, () => {
      const { status, stderr } = spawnSync(
        vmalert,
        ['-dryRun', `-rule=${RULES}/*.yml`, `-rule=${RULES}/sources/*.yml`],
        {
          encoding: 'utf8',
        }
      );
      expect({ status, errors: stderr.split('\n').filter((line) => /error|fatal/.test(line)) }).toEqual({
        status: 0,
        errors: [],
      });
    });
  }
});
