import { join } from 'node:path';
import { ensureBinaries } from '../../../setup/binaries';
import { readFailures, readSamples } from '../../incidents/promtool/answer';
import { encodeSeries, encodeValues } from '../../incidents/series/encode';
import { SCRAPE_SECONDS } from '../../incidents/series/source';
import { PROMTOOL_TIMEOUT_MS, testRules } from '../../promtool';
import { RULES, RULE_FILES } from '../bundle';
import { groupOrder } from '../groupOrder';
import { dayOf, type Sent } from './day';

/** What docs/metrics.md promises of a day. */
const BOUND = 0.001;

const QUESTIONS: Readonly<Record<keyof Sent, string>> = {
  requests: 'sum(sum_over_time(source_workload:requests:increase1m[1d]))',
  tokens: 'sum(sum_over_time(source_workload_usage:tokens:increase1m[1d]))',
  usd: 'sum(sum_over_time(source_workload_usage:cost_usd:increase1m[1d]))',
};

/** What promtool answers to the questions at the end of the day. */
async function recorded(seed: string, day: ReturnType<typeof dayOf>): Promise<Sent> {
  const { promtool } = await ensureBinaries(['promtool']);
  const files = RULE_FILES.filter(({ path }) => path === 'sources/sidecar.yml');
  const test = {
    rule_files: files.map(({ path }) => join(RULES, path)),
    evaluation_interval: '1m',
    group_eval_order: groupOrder(files),
    tests: [
      {
        interval: `${SCRAPE_SECONDS}s`,
        input_series: day.series.map(({ name, labels, at }) => ({
          series: encodeSeries(name, labels),
          values: encodeValues(at, 86_400),
        })),
        // Whose answers nobody knows beforehand: promtool says what it got.
        promql_expr_test: Object.values(QUESTIONS).map((expr) => ({ expr, eval_time: '1d', exp_samples: [] })),
      },
    ],
  };
  const { text, file, forget } = await testRules(promtool, `counted-day-${seed}.test.yml`, JSON.stringify(test));
  const failures = readFailures(text);
  if (failures.length !== Object.keys(QUESTIONS).length) {
    throw new Error(`promtool could not run ${file}\n${text.slice(0, 2000)}`);
  }
  await forget();
  const answer = (question: string) =>
    readSamples(failures.find(({ expr }) => expr === question)?.got ?? 'nil')[0]?.value ?? NaN;
  return { requests: answer(QUESTIONS.requests), tokens: answer(QUESTIONS.tokens), usd: answer(QUESTIONS.usd) };
}

// Eleven restarts in a pod, 41 pods that end, a kill and 18 gaps of up to 13 minutes, over 20 instances.
it(
  'is within a thousandth of what was sent, on a day of restarts, ends, kills and gaps',
  async () => {
    const seed = process.env.COUNTED_DAY_SEED ?? 'c';
    const day = dayOf(seed);
    expect(Math.min(...Object.values(day.events))).toBeGreaterThan(0);
    const counted = await recorded(seed, day);
    for (const what of ['requests', 'tokens', 'usd'] as const) {
      expect(Math.abs(counted[what] / day.sent[what] - 1)).toBeLessThan(BOUND);
    }
  },
  PROMTOOL_TIMEOUT_MS
);
