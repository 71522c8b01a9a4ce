import type { MetricSource, MetricSpec, RecordedSeries } from '../../elasticity/autoscaler';
import { INSTANCE, WORKLOAD, workloadSelector } from '../../vocabulary';
import { CommandError, UsageError } from '../command';
import { Progress } from '../progress';
import type { Access } from '../prometheus/access';
import { PrometheusClient } from '../prometheus/client';
import { RangeReader } from '../prometheus/rangeReader';
import { seriesOf } from '../prometheus/samples';
import type { Recording } from './recording';
import { isoTime, type TimeRange } from './timeRange';
import { findWorkload, showWorkload, type WorkloadIdentity, type WorkloadName } from './workloadName';

/** The sync period of the autoscaler: it would not look at a finer load. */
const STEP_SECONDS = 15;

/** A workload whose past a Prometheus with the rules of Elastiscope knows. */
export interface WorkloadSource {
  readonly from: 'prometheus';
  readonly access: Access;
  readonly workload: WorkloadName;
  readonly range: TimeRange;
  /** Own expressions for metrics of the policy, by the name of the metric. */
  readonly queries: ReadonlyMap<string, string>;
}

/** @throws CommandError when Prometheus does not answer, or knows no such workload or nothing of its load */
export async function readWorkload(source: WorkloadSource, metrics: readonly MetricSpec[]): Promise<Recording> {
  checkNames(source.queries, metrics);
  const client = new PrometheusClient(source.access);
  const identity = await findWorkload(client, source.workload, source.range);
  return new WorkloadReader(client, identity, source).read(metrics);
}

function checkNames(queries: WorkloadSource['queries'], metrics: readonly MetricSpec[]): void {
  const names = metrics.map(({ name }) => name);
  for (const name of queries.keys()) {
    if (!names.includes(name)) {
      throw new UsageError(`--metric ${name}: the policy has no such metric; it has ${names.join(', ')}`);
    }
  }
}

/** Asks for everything about one workload. Series are aggregated, because two Prometheus may record the same. */
class WorkloadReader {
  private readonly reader: RangeReader;
  private readonly selector: string;
  private readonly name: string;
  private readonly progress = new Progress();

  constructor(
    private readonly client: PrometheusClient,
    identity: WorkloadIdentity,
    private readonly source: WorkloadSource
  ) {
    const { fromSeconds, toSeconds } = source.range;
    const last = Math.floor(toSeconds / STEP_SECONDS) * STEP_SECONDS - STEP_SECONDS;
    const first = last - Math.ceil((toSeconds - fromSeconds) / STEP_SECONDS - 1) * STEP_SECONDS;
    this.reader = new RangeReader(client, { fromSeconds: first, toSeconds: last, stepSeconds: STEP_SECONDS });
    this.selector = workloadSelector(identity);
    this.name = showWorkload(identity);
  }

  async read(metrics: readonly MetricSpec[]): Promise<Recording> {
    const load = await this.range(`max(${WORKLOAD.requestRate.name}{${this.selector}})`, 'the load');
    if (load === undefined) {
      throw new CommandError(
        `${this.name}: no load (${WORKLOAD.requestRate.name}) is recorded ${this.when()}; does a sidecar or a load balancer measure it?`
      );
    }
    const desired = `max(${WORKLOAD.replicasDesired.name}{${this.selector}})`;
    const current = `max(${WORKLOAD.replicasCurrent.name}{${this.selector}})`;
    return {
      name: `${this.name} ${between(load.timesSeconds[0], load.timesSeconds[load.timesSeconds.length - 1])}`,
      load,
      replicas: await this.range(`${desired} or ${current}`, 'the replicas'),
      coldStartSeconds: await this.coldStarts(),
      requestsPerSecondPerReplica: await this.capacity(),
      metrics: await this.metrics(metrics),
    };
  }

  private async metrics(specs: readonly MetricSpec[]): Promise<readonly MetricSource[]> {
    const sources: MetricSource[] = [];
    for (const spec of specs) {
      sources.push(await this.metric(spec));
    }
    return sources;
  }

  /** The user's own expression; of a trigger of KEDA what it read, where that is recorded; else the load. */
  private async metric({ type, name }: MetricSpec): Promise<MetricSource> {
    const own = this.source.queries.get(name);
    if (own !== undefined) {
      const series = await this.range(own, `the metric ${name}`);
      if (series === undefined) {
        throw new CommandError(`--metric ${name}: ${own} has no value ${this.when()}`);
      }
      return { from: 'series', series };
    }
    const trigger = `${WORKLOAD.triggerValue.name}{${this.selector}, trigger=${JSON.stringify(name)}}`;
    const recorded = type === 'External' ? await this.range(`max(${trigger})`, `the metric ${name}`) : undefined;
    return recorded === undefined ? { from: 'load' } : { from: 'series', series: recorded };
  }

  private async coldStarts(): Promise<readonly number[]> {
    const starts = this.lastOf(`${INSTANCE.coldStart.name}{${this.selector}, phase="total"}`);
    return (await this.instant(`max by (instance, start) (${starts})`)).sort((a, b) => a - b);
  }

  private async capacity(): Promise<number | undefined> {
    const objective = this.lastOf(`${WORKLOAD.objective.name}{${this.selector}, objective="qps_per_replica"}`);
    return (await this.instant(`max(${objective})`)).at(0);
  }

  private lastOf(selected: string): string {
    const { fromSeconds, toSeconds } = this.source.range;
    return `last_over_time(${selected}[${Math.ceil(toSeconds - fromSeconds)}s])`;
  }

  /** `undefined` where there is no value at all. */
  private async range(query: string, what: string): Promise<RecordedSeries | undefined> {
    const series = await this.reader.read(query, (share) =>
      this.progress.say(`reading ${what} of ${this.name}`, share)
    );
    return series.timesSeconds.length > 0 ? series : undefined;
  }

  private async instant(query: string): Promise<number[]> {
    const parameters = new URLSearchParams({ query, time: String(this.source.range.toSeconds) });
    const series = seriesOf(await this.client.get('query', parameters), Infinity, query);
    return series.flatMap(({ samples }) => samples.map(([, value]) => value));
  }

  private when(): string {
    const { fromSeconds, toSeconds } = this.source.range;
    return between(fromSeconds, toSeconds);
  }
}

function between(fromSeconds: number, toSeconds: number): string {
  return `from ${isoTime(fromSeconds)} to ${isoTime(toSeconds)}`;
}
