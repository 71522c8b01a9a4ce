import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { KUBE_STATE_METRICS } from '../../src/vocabulary';
import { AutoscalerLoop } from './autoscaler/loop';
import { PrometheusClient } from './autoscaler/prometheus';
import { runChaos } from './chaos/chaos';
import { loseLeader, type LeaderLoss } from './chaos/leader';
import { openNginx, openProxy, type Front } from './ingress/front';
import { leaseApiServer } from './leaseApi/server';
import { LeaseStore } from './leaseApi/store';
import { LoadGenerator } from './load/generator';
import { close, listen } from './net/http';
import { pause } from './net/wait';
import { bundlePrograms } from './process/bundle';
import { Children } from './process/children';
import { Ports } from './process/ports';
import { Provider } from './provider/server';
import { Deployment } from './replicas/deployment';
import { apiKeyOf } from './replicas/replica';
import type { Site } from './replicas/site';
import type { Scenario } from './scenarios/types';
import type { Workload } from './workload';

export interface FleetOptions {
  readonly scenarios: readonly Scenario[];
  /** Without it the autoscalers rest. */
  readonly prometheus?: string;
  readonly stateDirectory: string;
  readonly exporter: string;
  /** nginx' binary, for scenarios behind one. */
  readonly nginx?: string;
  /** CSV file of prices that come before those inside the sidecars. */
  readonly prices?: string;
  /** Address that sidecars and the fleet's interface bind to. */
  readonly bind: string;
  readonly seed: string;
  readonly startupScale: number;
  readonly loadScale: number;
  readonly drainMinSeconds: number;
  readonly lingerSeconds: number;
  /** Every how many requests the provider refuses one; 0 never. */
  readonly rejectEvery: number;
  /** Whether leaders are lost, releases roll and backends crash by themselves. */
  readonly chaos: boolean;
  readonly log: (line: string) => void;
}

/** A deployment keeps its size: the fleet goes on with what Prometheus last knew, as at the end of the history. */
function lastSize({ identity: { namespace, workload } }: Scenario): string {
  const { name } = KUBE_STATE_METRICS.deploymentSpecReplicas;
  return `last_over_time(${name}{namespace="${namespace}",deployment="${workload}"}[10m])`;
}

/** The whole demo fleet: stand-ins for provider and Kubernetes, and the workloads. Everything ends with `stop`. */
export class Fleet {
  readonly workloads: Workload[] = [];
  readonly leases = new LeaseStore();
  readonly provider: Provider;
  private readonly asking = new AbortController();
  private readonly closing = new AbortController();
  private readonly asked: Array<Promise<void>> = [];
  private readonly running: Array<Promise<void>> = [];
  private readonly leaseApi: Server;
  private children: Children | undefined;
  private ports: Ports | undefined;
  private started = false;

  constructor(private readonly options: FleetOptions) {
    const tokensPerMinute = new Map(options.scenarios.map((one) => [apiKeyOf(one), one.tokensPerMinute]));
    this.provider = new Provider({ tokensPerMinute, rejectEvery: options.rejectEvery });
    this.leaseApi = leaseApiServer(this.leases);
    // Every part waits on these two, and there are many.
    setMaxListeners(0, this.asking.signal, this.closing.signal);
  }

  /** Starts everything; what was started is stopped again when something cannot be. */
  async start(): Promise<void> {
    try {
      const site = await this.openSite();
      for (const scenario of this.options.scenarios) {
        await this.add(scenario, site);
      }
      this.started = true;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Whether everything was started. */
  get isRunning(): boolean {
    return this.started && !this.closing.signal.aborted;
  }

  get pids(): number[] {
    return this.children?.pids ?? [];
  }

  /** Kills the leader of the first workload that has one. */
  killLeader(): LeaderLoss | undefined {
    for (const { deployment } of this.workloads) {
      const loss = loseLeader(deployment, this.leases, 'SIGKILL');
      if (loss) {
        return loss;
      }
    }
    return undefined;
  }

  /** Stops asking; what was asked is still answered. */
  async stopLoad(): Promise<void> {
    this.asking.abort();
    await Promise.all(this.asked);
  }

  /** Ends everything, children first. */
  async stop(): Promise<void> {
    this.asking.abort();
    this.closing.abort();
    await Promise.all(this.running);
    await Promise.all(this.workloads.map(({ front }) => front.close()));
    await Promise.all(this.asked);
    await Promise.all([close(this.provider.server), close(this.leaseApi), this.ports?.close()]);
  }

  private async openSite(): Promise<Site> {
    const { options } = this;
    const directory = (name: string) => {
      const path = join(options.stateDirectory, name);
      mkdirSync(path, { recursive: true });
      return path;
    };
    const programs = await bundlePrograms(directory('programs'));
    const logs = directory('logs');
    this.children = new Children(logs, programs.preload);
    this.ports = await Ports.open(options.bind);
    return {
      children: this.children,
      ports: this.ports,
      programs,
      exporter: options.exporter,
      prices: options.prices,
      bind: options.bind,
      provider: `http://127.0.0.1:${await listen(this.provider.server, '127.0.0.1', 0)}`,
      leaseApi: `http://127.0.0.1:${await listen(this.leaseApi, '127.0.0.1', 0)}`,
      seed: options.seed,
      startupScale: options.startupScale,
      drainMinSeconds: options.drainMinSeconds,
      lingerSeconds: options.lingerSeconds,
      closing: this.closing.signal,
      logFile: (name) => join(logs, `${name}.log`),
      directory,
      log: options.log,
    };
  }

  private async add(scenario: Scenario, site: Site): Promise<void> {
    const { options } = this;
    const closing = this.closing.signal;
    let wake = () => {};
    const deployment = new Deployment(scenario, site, () => wake());
    const { scaling } = scenario;
    const prometheus = options.prometheus === undefined ? undefined : new PrometheusClient(options.prometheus);
    const known =
      scaling.kind === 'fixed' ? undefined : await prometheus?.value(lastSize(scenario)).catch(() => undefined);
    if (known !== undefined) {
      deployment.scaleTo(known);
    }
    this.running.push(deployment.run());
    let front: Front;
    if (scenario.front.kind === 'nginx') {
      front = await openNginx(options.nginx ?? 'nginx', scenario.front.weights, deployment, site);
    } else {
      const proxy = await openProxy(scenario, deployment, this.leases, scenario.front);
      wake = proxy.wake;
      front = proxy;
    }
    const load = new LoadGenerator({
      scenario,
      url: front.url,
      seed: options.seed,
      loadScale: options.loadScale,
      closing: this.asking.signal,
    });
    const autoscaler =
      scaling.kind !== 'fixed' && prometheus !== undefined
        ? new AutoscalerLoop(deployment, scaling, prometheus, options.log)
        : undefined;
    this.workloads.push({ scenario, deployment, front, load, autoscaler });
    this.asked.push(this.loadOnceServing(deployment, load));
    if (autoscaler) {
      this.running.push(autoscaler.run(closing));
    }
    if (options.chaos) {
      this.running.push(runChaos(deployment, this.leases, options.seed, closing, options.log));
    }
  }

  /** Nobody asks a workload that was only just deployed; one that rests at zero is asked awake. */
  private async loadOnceServing(deployment: Deployment, load: LoadGenerator): Promise<void> {
    const { signal } = this.asking;
    while (deployment.ready.length < deployment.desired && !signal.aborted) {
      await pause(0.2, signal);
    }
    await load.run();
  }
}
