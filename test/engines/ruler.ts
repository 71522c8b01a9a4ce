import type { Rule, RuleGroup } from '../../docs/ruleFiles';
import { Recorder } from '../../demo/history/rules/evaluate';
import { keyOf, STALE, type Labels, type Series } from '../../demo/history/store/series';
import { snappyLiterals } from '../../demo/history/store/snappy';
import type { Answer } from '../../demo/history/store/temporary';
import { encodeWriteRequest } from '../../demo/history/store/writeRequest';
import { metricsIn } from '../rules/promql';
import { AlertState, type Firing } from './alerts';
import { seconds } from './duration';
import type { Store } from './store';
import type { Timing } from './timing';

/** Samples that were scraped until a time, as a request of remote write, and the names of their series. */
export interface Scraped {
  readonly until: number;
  readonly body: Buffer;
  readonly names: ReadonlySet<string>;
}

/** A recorded series as it was written: NaN where it ended. */
export interface RecordedSeries {
  readonly labels: Labels;
  readonly times: number[];
  readonly values: number[];
}

/** A rule that an engine did not evaluate, and why. */
export interface Failure {
  readonly rule: string;
  readonly reason: string;
}

interface Job {
  readonly rule: Rule;
  readonly reads: readonly string[];
  readonly write: (time: number, answers: readonly Answer[]) => Series[];
  isSilent: boolean;
}

/** Evaluates rules over samples as an engine does while it runs, only faster. */
export class Ruler {
  readonly failures: Failure[] = [];
  readonly recorded = new Map<string, Map<string, RecordedSeries>>();
  private readonly alerts = new Map<string, AlertState[]>();
  private readonly present = new Set<string>();
  private readonly groups: ReadonlyArray<{
    readonly name: string;
    readonly intervalSeconds: number;
    readonly jobs: Job[];
  }>;

  constructor(
    private readonly store: Store,
    private readonly timing: Timing,
    groups: readonly RuleGroup[]
  ) {
    this.groups = groups.map(({ name, interval, rules }) => ({
      name,
      intervalSeconds: seconds(interval ?? '1m'),
      jobs: rules.map((rule) => this.jobOf(rule)),
    }));
  }

  /** When an alert fired, for whom. */
  firings(alert: string): Firing[] {
    return (this.alerts.get(alert) ?? []).flatMap(({ firings }) => firings);
  }

  /** Writes what was scraped, and evaluates between one stretch of it and the next what is due by then. */
  async run(scraped: Iterable<Scraped>, from: number): Promise<void> {
    let now = from;
    for (const { until, body, names } of scraped) {
      await this.store.write(body);
      names.forEach((name) => this.present.add(name));
      await this.evaluateBetween(now, until);
      now = until;
    }
  }

  private async evaluateBetween(from: number, to: number): Promise<void> {
    const due = this.groups
      .flatMap(({ name, intervalSeconds, jobs }) =>
        this.timing
          .evaluations(name, intervalSeconds, from, to - 0.001)
          .map(({ at, timestamp }) => ({ at, timestamp, jobs }))
      )
      .sort((a, b) => a.at - b.at);
    await this.store.settle();
    const waiting: Series[] = [];
    for (const { timestamp, jobs } of due) {
      for (const job of jobs) {
        const series = await this.evaluate(job, timestamp);
        if (this.timing.seesAtOnce) {
          await this.write(series);
        } else {
          waiting.push(...series);
        }
      }
    }
    await this.write(waiting);
  }

  private async evaluate(job: Job, timestamp: number): Promise<Series[]> {
    const { rule, reads } = job;
    // Most sources that rules know are not there: what found nothing to read is not asked again before there is something.
    if (job.isSilent && !reads.some((name) => this.present.has(name))) {
      return [];
    }
    try {
      const answers = await this.store.query(rule.expr, timestamp);
      job.isSilent = answers.length === 0;
      return job.write(timestamp, answers);
    } catch (error) {
      this.failures.push({ rule: nameOf(rule), reason: error instanceof Error ? error.message : String(error) });
      return [];
    }
  }

  private async write(series: readonly Series[]): Promise<void> {
    const waiting = series.filter(({ times }) => times.length > 0);
    if (waiting.length === 0) {
      return;
    }
    await this.store.write(snappyLiterals(encodeWriteRequest(waiting)));
    waiting.forEach((one) => {
      this.keep(one);
      one.clear();
    });
  }

  private keep({ labels, times, values }: Series): void {
    const { __name__: name = '' } = labels;
    this.present.add(name);
    const ofName = this.recorded.get(name) ?? new Map<string, RecordedSeries>();
    this.recorded.set(name, ofName);
    const key = keyOf(labels);
    const kept = ofName.get(key) ?? { labels, times: [], values: [] };
    ofName.set(key, kept);
    kept.times.push(...times);
    kept.values.push(...values.map((value) => (value === STALE ? NaN : value)));
  }

  private jobOf(rule: Rule): Job {
    const reads = metricsIn(rule.expr);
    const { record, alert, expr, labels } = rule;
    if (record !== undefined) {
      const recorder = new Recorder({ record, expr, labels });
      return { rule, reads, isSilent: false, write: (time, answers) => recorder.record([time], at(time, answers)) };
    }
    const state = new AlertState(seconds(rule.for ?? '0s'), seconds(rule.keep_firing_for ?? '0s'));
    const name = alert ?? '';
    this.alerts.set(name, [...(this.alerts.get(name) ?? []), state]);
    return {
      rule,
      reads,
      isSilent: false,
      write: (time, answers) => {
        state.evaluate(time, answers);
        return [];
      },
    };
  }
}

const nameOf = ({ record, alert }: Rule) => record ?? alert ?? '';

/** Answers with the time that was asked for, which an engine may have rounded. */
function at(time: number, answers: readonly Answer[]): Answer[] {
  return answers.map(({ metric, values }) => ({ metric, values: values.map(([, value]) => [time, value]) }));
}
