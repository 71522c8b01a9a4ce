import type { RecordedSeries } from '../../elasticity/autoscaler';
import type { PrometheusClient } from './client';
import { Refusal } from './refusal';
import { seriesOf, type Sample } from './samples';

/** Prometheus refuses to answer more points of one series (`web/api/v1`: "exceeded maximum resolution of 11,000 points"). */
const MOST_POINTS = 11_000;
/** Where so few are too much, it is not for their number. */
const FEWEST_POINTS = 60;

/** Times at which an expression is evaluated: from the first to the last, both included, seconds since the epoch. */
export interface TimeGrid {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly stepSeconds: number;
}

/** Told how much is read, from 0 to 1. */
export type OnProgress = (share: number) => void;

/** Reads long ranges in pieces that Prometheus answers; how long they may be is learnt once for all queries. */
export class RangeReader {
  private points = MOST_POINTS;

  constructor(
    private readonly client: PrometheusClient,
    private readonly grid: TimeGrid
  ) {}

  /**
   * The values of an expression over the grid; times without a value are left out.
   *
   * @throws Refusal when Prometheus refuses it, CommandError when it gives several series
   */
  async read(query: string, onProgress: OnProgress): Promise<RecordedSeries> {
    const { fromSeconds, toSeconds, stepSeconds } = this.grid;
    const samples: Sample[] = [];
    let from = fromSeconds;
    while (from <= toSeconds) {
      const to = Math.min(toSeconds, from + (this.points - 1) * stepSeconds);
      try {
        for (const sample of await this.piece(query, from, to)) {
          samples.push(sample);
        }
      } catch (error) {
        this.shorten(error);
        continue;
      }
      onProgress((to - fromSeconds + stepSeconds) / (toSeconds - fromSeconds + stepSeconds));
      from = to + stepSeconds;
    }
    return {
      timesSeconds: samples.map(([seconds]) => seconds),
      values: samples.map(([, value]) => value),
    };
  }

  private async piece(query: string, from: number, to: number): Promise<readonly Sample[]> {
    const { stepSeconds } = this.grid;
    const parameters = { query, start: String(from), end: String(to), step: String(stepSeconds) };
    const [series] = seriesOf(await this.client.get('query_range', new URLSearchParams(parameters)), 1, query);
    return series?.samples ?? [];
  }

  /** Makes pieces shorter if that can help, else hands the error on. */
  private shorten(error: unknown): void {
    if (!(error instanceof Refusal && error.mayBeTooMuch && this.points > FEWEST_POINTS)) {
      throw error;
    }
    this.points = Math.ceil(this.points / 2);
  }
}
