import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../vocabulary';
import { adminHandlers } from './admin';
import { backendMetricsHandler } from './backendMetrics/backendMetricsHandler';
import { type Config, configHash, type ListenAddress } from './config';
import { eventsHandler } from './events/eventsHandler';
import { gatewayHandlers } from './gateway/gateway';
import { surviveFaults } from './faults';
import { Headroom } from './gateway/limits/headroom';
import { HourlyCosts } from './gateway/pricing/hourlyCosts';
import { Ledger } from './gateway/ledger';
import { followPrices } from './gateway/pricing/priceReload';
import { createTeamOf } from './gateway/team';
import { mayCall } from './http/callers';
import { IdleLimit } from './http/idleLimit';
import { createServer, type Handlers, listen, stopListening } from './http/listener';
import { Upstream } from './http/upstream';
import { ColdStartGate } from './inbound/coldStart';
import { Fence } from './inbound/fence';
import { inboundHandlers } from './inbound/proxy';
import { createRouter } from './inbound/routes';
import { Backend } from './lifecycle/backend';
import { Comeback } from './lifecycle/comeback';
import { Drain } from './lifecycle/drain';
import { InFlight } from './lifecycle/inFlight';
import { checksOf } from './lifecycle/profiles';
import { publishStartup, publishState, visibleState } from './lifecycle/publish';
import { createLog, reasonOf } from './log';
import { Metrics } from './metrics';
import { exportProcess, processStartedAt } from './processMetrics';
import { drillHandler } from './role/drill';
import { createRole } from './role/role';
import { exporterVersion } from './version';

/** How long the inbound listener waits for the first look at a backend that is slow to answer. */
const FIRST_LOOK_MS = 1000;

const LISTEN_AGAIN_MS = 1000;

/** Shorter than gunicorn keeps an idle connection (2 s); uvicorn, hypercorn and Node keep it for 5 s. */
const BACKEND_IDLE_MS = 1500;

/** Puts the parts of the sidecar together and starts them. Rejects when an address cannot be listened on. */
export async function startSidecar(config: Config): Promise<void> {
  const log = createLog(config.log, config.logLevel);
  const metrics = new Metrics(config.labelLimits);
  const prices = followPrices(config.prices, metrics, log);
  exportProcess(metrics, exporterVersion());
  metrics.set(SIDECAR.backendConfigInfo, { hash: configHash(config) }, 1);
  if (config.release !== undefined) {
    metrics.set(SIDECAR.backendReleaseInfo, { release: config.release }, 1);
  }
  config.targets.forEach((value, objective) => metrics.set(SIDECAR.target, { objective }, value));

  const inFlight = new InFlight();
  metrics.onScrape(() => metrics.set(SIDECAR.httpRequestsInFlight, {}, inFlight.inboundCount));
  const backend = new Backend(config.backendUrl, checksOf(config.profile, config.healthPath), log, processStartedAt());
  let inbound: Listener | undefined;
  const drain = new Drain(
    { graceSeconds: config.gracePeriodSeconds, minSeconds: config.drainMinSeconds },
    inFlight,
    metrics,
    log,
    {
      onStart: () => publish(),
      stopListening: () => inbound && stopListening(inbound.server),
      endIdle: () => inbound?.server.closeIdleConnections(),
      listenAgain: async () => inbound && listenAgain(inbound),
      onResumed: () => {
        publish();
        role?.resume();
      },
    }
  );
  const comeback = new Comeback(backend, (reason) => void drain.resume(reason));
  const { backendIdleSeconds } = config;
  const idleLimit =
    backendIdleSeconds === undefined ? new IdleLimit(BACKEND_IDLE_MS) : new IdleLimit(backendIdleSeconds * 1000, true);
  const state = () => visibleState(backend.status, drain.started);
  const publish = () => {
    publishState(metrics, state());
    publishStartup(metrics, backend.status);
  };
  backend.onChange((status, before) => {
    publish();
    if (status.state === 'stopped') {
      idleLimit.forget();
    }
    if (status.state !== before.state) {
      log.info('backend', { state: status.state });
    }
  });
  const role = createRole(config, process.env, { backend, metrics, log, draining: () => drain.started });
  const leads = () => role?.current === 'leader';
  const elected = config.election !== undefined;
  const mayServe = () => !(config.readyOnlyWhenLeader || elected) || leads();
  /** The lead is kept until nothing goes on any more, so that the next leader never works at the same time. */
  const leave = async (trigger: string) => {
    const result = await drain.start(trigger);
    if (result.left === 0) {
      await releaseLead();
    }
    comeback.watch(drain.graceLeftSeconds);
    return result;
  };
  const releaseLead = () => Promise.race([role?.release(), sleep(Math.max(0, drain.graceLeftSeconds) * 1000)]);
  const lastScrape = new LastScrape();

  const open = async (name: string, address: ListenAddress | undefined, handlers: Handlers) => {
    if (address === undefined) {
      return undefined;
    }
    const server = createServer(handlers);
    const port = await listen(server, address, `ELASTISCOPE_${name.toUpperCase()}_LISTEN`);
    // Such as too many open files: it goes on listening.
    server.on('error', (error) => log.error('a listener is in trouble', { listener: name, reason: reasonOf(error) }));
    log.info('listening', { listener: name, host: address.host ?? '*', port });
    return { server, address: { ...address, port } };
  };

  publish();
  await open(
    'admin',
    config.adminListen,
    adminHandlers({
      metrics,
      readiness: () => ({
        ready: backend.status.state === 'ready' && !drain.started && mayServe(),
        state: state(),
        ...(role !== undefined && { role: role.current }),
      }),
      drain: leave,
      control: { from: config.controlFrom, token: config.controlToken },
      eventSenders: { from: config.eventsFrom, token: config.controlToken },
      log,
      drill: role && drillHandler(role),
      onScraped: () => lastScrape.seen(),
      backendMetrics: backendMetricsHandler({
        url: config.backendMetricsUrl,
        samples: config.backendMetricsSamples,
        metrics,
      }),
      events: eventsHandler({
        metrics,
        onModelLoaded: (seconds, model) => {
          backend.modelLoaded(seconds);
          log.info('model loaded', { seconds, model });
        },
      }),
    })
  );
  await open(
    'gateway',
    config.gatewayListen,
    gatewayHandlers({
      providers: config.providers,
      injectUsage: config.injectUsage,
      estimateUsage: config.estimateUsage,
      teamOf: createTeamOf(config.teams),
      ledger: new Ledger(metrics, prices, new HourlyCosts(config.hourlyCosts)),
      headroom: new Headroom(metrics),
      inFlight,
      metrics,
    })
  );
  // Requests must not find a backend `starting` only because nobody has looked yet.
  await Promise.race([backend.start(), sleep(FIRST_LOOK_MS)]);
  role?.start();
  inbound = await open(
    'inbound',
    config.inboundListen,
    inboundHandlers({
      upstream: new Upstream(config.backendUrl, idleLimit),
      backend,
      profile: config.profile,
      router: createRouter(config.profile, config.routes),
      gate: new Fence(
        () => !elected || leads(),
        new ColdStartGate(backend, config.coldStartHoldSeconds, metrics, (request) =>
          mayCall({ from: config.trustedProxies, token: undefined }, request)
        )
      ),
      drain,
      inFlight,
      metrics,
      onAnswered: (status, seconds) => backend.answered(status, seconds),
    })
  );

  surviveFaults(metrics, log);
  onTermination(async (signal) => {
    comeback.cancel();
    await leave(signal);
    inFlight.cutAll();
    await inFlight.idle();
    await releaseLead();
    await lastScrape.next(Math.min(config.lingerSeconds, Math.max(0, drain.graceLeftSeconds)));
    process.exit(0);
  });
}

interface Listener {
  readonly server: http.Server;
  readonly address: ListenAddress;
}

/** Until it listens: whoever has taken the port meanwhile may give it up again. */
async function listenAgain({ server, address }: Listener): Promise<void> {
  for (;;) {
    try {
      await listen(server, address, 'ELASTISCOPE_INBOUND_LISTEN');
      return;
    } catch {
      await sleep(LISTEN_AGAIN_MS);
    }
  }
}

/** Waits for a scrape after the last count, so that it is seen by somebody. */
class LastScrape {
  private whenSeen: (() => void) | undefined;

  seen(): void {
    this.whenSeen?.();
  }

  async next(longestSeconds: number): Promise<void> {
    const scraped = new Promise<void>((resolve) => {
      this.whenSeen = resolve;
    });
    await Promise.race([scraped, sleep(longestSeconds * 1000)]);
  }
}

/** Runs `end` on the first SIGTERM or SIGINT; a second one ends the process at once. */
function onTermination(end: (signal: string) => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) {
        process.exit(1);
      }
      ending = true;
      void end(signal);
    });
  }
}
