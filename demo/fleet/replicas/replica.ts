import { rmSync } from 'node:fs';
import { SETTINGS_VARIABLE, type BackendSettings } from '../backend/settings';
import { call, keepAliveAgent } from '../net/request';
import { pause } from '../net/wait';
import type { Child } from '../process/children';
import { startupSeconds } from '../scenarios/durations';
import type { Scenario } from '../scenarios/types';
import type { Site } from './site';
import { sidecarEnvironment, type ReplicaPorts } from './sidecar';
import type { Pod } from './plan';

/** How often readiness is asked for, as a readinessProbe with `periodSeconds: 1`. */
const PROBE_SECONDS = 1;
const PROBE_TIMEOUT_MS = 2_000;
/** What a sidecar may take to end beside its wait for a last scrape. */
const SIDECAR_STOP_SECONDS = 3;

/** One pod: a backend process and its sidecar. A crashed backend is started again in the same pod. */
export class Replica implements Pod {
  readonly startedAt = Date.now() / 1000;
  private backend: Child | undefined;
  private sidecar: Child | undefined;
  private starts = 0;
  /** When the backend last began to start (seconds since the epoch). */
  containerStartedAt: number | undefined;
  /** When the pod has to be gone, once it was told to stop. */
  goneBy: number | undefined;
  /** Since when it is ready (seconds since the epoch); `undefined` while it is not. */
  readySince: number | undefined;
  private readonly stopping = new AbortController();
  private readonly agent = keepAliveAgent(1);

  private constructor(
    readonly name: string,
    readonly revision: number,
    readonly scenario: Scenario,
    readonly ports: ReplicaPorts,
    private readonly site: Site,
    private readonly onChange: () => void
  ) {}

  static async start(
    name: string,
    revision: number,
    scenario: Scenario,
    site: Site,
    onChange: () => void
  ): Promise<Replica> {
    const { ports } = site;
    const taken = {
      backend: await ports.take(),
      inbound: await ports.take(),
      gateway: await ports.take(),
      admin: await ports.take(),
    };
    const replica = new Replica(name, revision, scenario, taken, site, onChange);
    replica.sidecar = site.children.startNode(`${name}.sidecar`, {
      file: site.exporter,
      environment: sidecarEnvironment(replica, site),
    });
    void replica.keepBackend();
    void replica.watchReadiness();
    return replica;
  }

  get isReady(): boolean {
    return this.readySince !== undefined && !this.isStopping;
  }

  /** Restarts of the backend in this pod. */
  get restarts(): number {
    return Math.max(0, this.starts - 1);
  }

  get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  get pids(): { readonly backend?: number; readonly sidecar?: number } {
    return { backend: this.backend?.pid, sidecar: this.sidecar?.pid };
  }

  /** Ends the backend as a crash (SIGKILL) or a restart (SIGTERM) of its container would. */
  signalBackend(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.backend?.signal(signal);
  }

  /**
   * Ends the pod as Kubernetes does: the backend's preStop waits for the sidecar to be drained, SIGTERM goes to the
   * backend, and when that is gone to the sidecar, which waits for one more scrape of its last counts.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    const { gracePeriodSeconds } = this.scenario;
    this.goneBy = Date.now() / 1000 + gracePeriodSeconds;
    this.onChange();
    await this.drain(gracePeriodSeconds);
    const left = Math.max(0, this.goneBy - Date.now() / 1000);
    await this.backend?.terminate(left);
    await this.sidecar?.terminate(this.site.lingerSeconds + SIDECAR_STOP_SECONDS, this.site.closing);
    this.agent.destroy();
    for (const part of ['backend', 'sidecar']) {
      rmSync(this.site.logFile(`${this.name}.${part}`), { force: true });
    }
  }

  private async drain(withinSeconds: number): Promise<void> {
    const url = `http://127.0.0.1:${this.ports.admin}/wait-for-drain`;
    const signal = AbortSignal.any([AbortSignal.timeout(withinSeconds * 1000), this.site.closing]);
    await call({ url, agent: this.agent, signal })
      .then((answer) => answer.resume())
      .catch(() => undefined);
  }

  private async keepBackend(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.backend = this.site.children.startNode(`${this.name}.backend`, {
        file: this.site.programs.backend,
        environment: { [SETTINGS_VARIABLE]: JSON.stringify(this.backendSettings()) },
      });
      this.containerStartedAt = Date.now() / 1000;
      await this.backend.ended;
      this.containerStartedAt = undefined;
      if (!signal.aborted) {
        this.site.log(
          `${this.name}: the backend is gone, it starts again in ${this.scenario.startup.restartDelaySeconds} s`
        );
        await pause(this.scenario.startup.restartDelaySeconds, signal);
      }
    }
  }

  private backendSettings(): BackendSettings {
    const { scenario, site, ports } = this;
    const startup = startupSeconds(scenario, site.seed, this.name, this.starts++);
    return {
      profile: scenario.profile,
      instance: this.name,
      host: '127.0.0.1',
      port: ports.backend,
      bootSeconds: startup.boot * site.startupScale,
      loadSeconds: startup.load * site.startupScale,
      concurrency: scenario.service.concurrency,
      work: scenario.service.work,
      flows: scenario.flows,
      gateway: `http://127.0.0.1:${ports.gateway}`,
      apiKey: apiKeyOf(scenario),
      seed: site.seed,
      election: electionOf(scenario, site),
    };
  }

  private async watchReadiness(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const ready = await this.probe();
      if (ready !== (this.readySince !== undefined)) {
        this.readySince = ready ? Date.now() / 1000 : undefined;
        this.onChange();
      }
      await pause(PROBE_SECONDS, signal);
    }
  }

  private async probe(): Promise<boolean> {
    const url = `http://127.0.0.1:${this.ports.admin}/readyz`;
    try {
      const answer = await call({ url, agent: this.agent, signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
      answer.resume();
      return answer.statusCode === 200;
    } catch {
      return false;
    }
  }
}

/** Each workload has its own key at the provider, and with it its own rate limit. */
export function apiKeyOf(scenario: Scenario): string {
  return `demo-${scenario.name}`;
}

function electionOf({ front, identity }: Scenario, site: Site): BackendSettings['election'] {
  return front.kind === 'leader' ? { url: site.leaseApi, namespace: identity.namespace, name: front.lease } : undefined;
}
