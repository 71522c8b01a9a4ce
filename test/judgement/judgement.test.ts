import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snappyLiterals } from '../../demo/history/store/snappy';
import { encodeWriteRequest } from '../../demo/history/store/writeRequest';
import { partitionPoint } from '../../src/elasticity/samples';
import { RULE_FILES } from '../rules/bundle';
import { groupsBehind } from '../engines/closure';
import { REFERENCE } from '../engines/engines';
import { Ruler, type RecordedSeries, type Scraped } from '../engines/ruler';
import { caseOf } from './cases';
import { CaseSamples } from './samples';
import { FROM, SCRAPE_SECONDS, TO } from './truth';
import { editsOf, judge, type Judgement } from './typescript';

/** Another seed gives other cases; one that fails is looked at alone by its number. */
const SEED = process.env.JUDGEMENT_SEED ?? 'elastiscope';
const ONLY = process.env.JUDGEMENT_CASE;
const CASES = (ONLY === undefined ? Array.from({ length: 208 }, (_, index) => index) : [Number(ONLY)]).map((index) =>
  caseOf(SEED, index)
);

const VERDICTS = {
  flapping: 'workload:flapping',
  reversals: 'workload:replicas_desired:reversals1h',
  release: 'workload:release_running',
  capacityShort: 'workload:capacity_short',
} as const satisfies Record<keyof Judgement, string>;

/** By then an hour lies behind in which rules were evaluated from its beginning on. */
const LOOK_FROM = FROM + 70 * 60;
const LOOK_EVERY_SECONDS = 60;

/** Rules see what happens this much later at most: a scrape, a group of two minutes and one of four. */
const LAG_SECONDS = 390;
/** A rule that is not evaluated any more is believed for five minutes; so is a sample. */
const STALE_SECONDS = 300;

function* scraped(): Iterable<Scraped> {
  const samples = CASES.map((one) => new CaseSamples(one));
  for (let time = FROM; time <= TO; time += SCRAPE_SECONDS) {
    const series = samples.flatMap((one) => one.scrape(time)).filter(({ times }) => times.length > 0);
    const body = snappyLiterals(encodeWriteRequest(series));
    const names = new Set(series.map(({ labels }) => labels.__name__ ?? ''));
    series.forEach((one) => one.clear());
    yield { until: time + SCRAPE_SECONDS, body, names };
  }
}

/** The value of a recorded series at a time; nothing where it ended. */
function valueAt({ times, values }: RecordedSeries, time: number): number | undefined {
  const index = partitionPoint(times.length, (before) => times[before] <= time) - 1;
  const [at = -Infinity, value = NaN] = [times[index], values[index]];
  return Number.isNaN(value) || time - at > STALE_SECONDS ? undefined : value;
}

describe('rules and TypeScript give the same verdict on the same samples', () => {
  let ruler: Ruler;

  beforeAll(async () => {
    const groups = groupsBehind(
      Object.values(VERDICTS),
      RULE_FILES.flatMap((file) => file.groups)
    );
    const { store, stop } = await REFERENCE.start(mkdtempSync(join(tmpdir(), 'judgement-')));
    ruler = new Ruler(store, REFERENCE.timing, groups);
    try {
      await ruler.run(scraped(), FROM);
    } finally {
      await stop();
    }
  }, 600_000);

  it('without an error in any rule', () => {
    expect(ruler.failures).toEqual([]);
  });

  const whole = ONLY === undefined ? it : it.skip;
  whole('about cases that are of every kind', () => {
    const judgements = CASES.flatMap((one) => [...judge(one).values()]);
    for (const verdict of ['flapping', 'release', 'capacityShort'] as const) {
      expect(new Set(judgements.map((judgement) => judgement[verdict]))).toEqual(new Set([true, false]));
    }
    expect(Math.max(...judgements.map(({ reversals }) => reversals))).toBeGreaterThan(10);
  });

  /** What the rules say of a case. */
  function recorded(workload: string, verdict: keyof Judgement): (time: number) => number | boolean {
    const series = [...(ruler.recorded.get(VERDICTS[verdict])?.values() ?? [])].find(
      ({ labels }) => labels.workload === workload
    );
    return (time) => {
      const value = series && valueAt(series, time);
      return verdict === 'reversals' ? (value ?? 0) : value !== undefined;
    };
  }

  describe.each(CASES.map((one) => [one.name, one] as const))('%s', (name, one) => {
    const judged = judge(one);

    it.each(Object.keys(VERDICTS) as Array<keyof Judgement>)('%s', (verdict) => {
      const said = recorded(name, verdict);
      const edits = editsOf(one);
      const differences = [];
      for (let time = LOOK_FROM; time <= TO; time += LOOK_EVERY_SECONDS) {
        // An edit that was not read yet and a turn that was: nobody is right until both are, and alerts wait for ten minutes.
        if (edits.some((at) => at <= time && time - at < LAG_SECONDS)) {
          continue;
        }
        const right = new Set<unknown>();
        for (let at = time - LAG_SECONDS; at <= time; at += SCRAPE_SECONDS) {
          right.add(judged.get(at)?.[verdict]);
        }
        if (!right.has(said(time))) {
          differences.push({ minute: (time - FROM) / 60, rules: said(time), typescript: [...right] });
        }
      }
      expect(differences).toEqual([]);
    });
  });
});
