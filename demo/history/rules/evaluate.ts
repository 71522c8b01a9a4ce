import { keyOf, Series, STALE, type Labels } from '../store/series';
import type { Answer, TemporaryPrometheus } from '../store/temporary';
import type { Unit } from './plan';
import type { RecordingRule } from './read';

/** A stretch of time in seconds since the epoch, `from` excluded, `to` included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The times within the stretch at which a rule is evaluated: whole steps back from `anchor`. */
export function evaluationTimes({ from, to }: Stretch, stepSeconds: number, anchor: number): number[] {
  const last = anchor - Math.ceil((anchor - to) / stepSeconds) * stepSeconds;
  const times: number[] = [];
  for (let time = last; time > from; time -= stepSeconds) {
    times.unshift(time);
  }
  return times;
}

/** What one rule recorded, with a stale marker wherever a series was there at one evaluation and not at the next. */
export class Recorder {
  private readonly known = new Map<string, Series>();
  private present = new Set<Series>();

  constructor(private readonly rule: RecordingRule) {}

  /** Whether it ever recorded a sample. */
  get hasRecorded(): boolean {
    return this.known.size > 0;
  }

  /** Series with waiting samples, after the answers of all these evaluations were taken in. */
  record(times: readonly number[], answers: readonly Answer[]): Series[] {
    const byTime = new Map(times.map((time) => [time, new Map<Series, number>()]));
    for (const { metric, values } of answers) {
      const series = this.seriesOf(metric);
      values.forEach(([time, value]) => byTime.get(time)?.set(series, Number(value.replace('Inf', 'Infinity'))));
    }
    const touched = new Set<Series>();
    const push = (series: Series, time: number, value: number | typeof STALE) => {
      series.push(time, value);
      touched.add(series);
    };
    for (const [time, now] of byTime) {
      this.present.forEach((series) => {
        if (!now.has(series)) {
          push(series, time, STALE);
        }
      });
      now.forEach((value, series) => push(series, time, value));
      this.present = new Set(now.keys());
    }
    return [...touched];
  }

  /** Ends the series of instances, which are gone; the others are gone on with live. */
  end(seconds: number): Series[] {
    const gone = [...this.present].filter(({ labels }) => labels.instance !== undefined);
    gone.forEach((series) => series.push(seconds, STALE));
    return gone;
  }

  private seriesOf(metric: Labels): Series {
    const labels = { ...metric, ...this.rule.labels, __name__: this.rule.record };
    const key = keyOf(labels);
    const series = this.known.get(key) ?? new Series(labels);
    this.known.set(key, series);
    return series;
  }
}

/** Evaluates planned rules over one stretch of time after another. */
export class Evaluator {
  /** Samples recorded so far. */
  written = 0;
  private readonly recorders = new Map<RecordingRule, Recorder>();
  /** Units that recorded nothing in the stretch before. */
  private readonly silent = new Set<Unit>();

  /** `anchor` is a time at which every rule is evaluated, seconds since the epoch. */
  constructor(
    private readonly prometheus: TemporaryPrometheus,
    private readonly layers: ReadonlyArray<readonly Unit[]>,
    private readonly anchor: number
  ) {
    layers.flat().forEach(({ rules }) => rules.forEach((rule) => this.recorders.set(rule, new Recorder(rule))));
  }

  async evaluate(stretch: Stretch): Promise<void> {
    const present = await this.prometheus.seriesNames();
    for (const layer of this.layers) {
      // Most sources that rules know are not in the fleet: what recorded nothing and finds nothing to read is not asked again.
      const asked = layer.filter((unit) => !this.silent.has(unit) || [...unit.words].some((word) => present.has(word)));
      const recorded = await Promise.all(asked.map((unit) => this.evaluateUnit(unit, stretch)));
      this.written += await this.prometheus.write(recorded.flat());
      for (const unit of asked) {
        const names = unit.rules.filter((rule) => this.recorders.get(rule)?.hasRecorded).map(({ record }) => record);
        names.forEach((name) => present.add(name));
        if (names.length === 0) {
          this.silent.add(unit);
        } else {
          this.silent.delete(unit);
        }
      }
    }
  }

  /** Ends what does not go on after the last stretch. */
  async end(seconds: number): Promise<void> {
    const ends = [...this.recorders.values()].flatMap((recorder) => recorder.end(seconds));
    this.written += await this.prometheus.write(ends);
  }

  /** Evaluates the rules of a unit one after the other, stride by stride; what is left to be written is returned. */
  private async evaluateUnit({ rules, stepSeconds, strideSeconds }: Unit, stretch: Stretch): Promise<Series[]> {
    const times = evaluationTimes(stretch, stepSeconds, this.anchor);
    const size = Math.max(1, Math.min(times.length, Math.floor(strideSeconds / stepSeconds)));
    let unwritten: Series[] = [];
    for (let start = 0; start < times.length; start += size) {
      const stride = times.slice(start, start + size);
      for (const rule of rules) {
        this.written += await this.prometheus.write(unwritten);
        unwritten = await this.evaluateRule(rule, stride, stepSeconds);
      }
    }
    return unwritten;
  }

  private async evaluateRule(rule: RecordingRule, times: readonly number[], stepSeconds: number): Promise<Series[]> {
    const [first = 0] = times;
    const last = times.at(-1) ?? first;
    try {
      const answers = await this.prometheus.queryRange(rule.expr, first, last, stepSeconds);
      return this.recorders.get(rule)?.record(times, answers) ?? [];
    } catch (error) {
      throw new Error(`the rule ${rule.record} cannot be evaluated: ${error instanceof Error ? error.message : error}`);
    }
  }
}
