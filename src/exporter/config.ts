import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Objective } from '../vocabulary';
import { FIELDS, type FieldName } from './configFields';
import { ConfigError, environmentSettings, fileSettings, type Settings } from './configSources';
import {
  parseChoice,
  parseFlag,
  parseLease,
  parseListen,
  parseProviders,
  parseRoutes,
  parseSeconds,
  parseTargets,
  parseText,
  parseUrl,
} from './configValues';
import type { LogFormat } from './log';
import { PROFILE_NAMES, type ProfileName } from './lifecycle/profiles';

export { ConfigError } from './configSources';

/** Where a listener listens; no host means all interfaces. */
export interface ListenAddress {
  readonly host: string | undefined;
  readonly port: number;
}

/** An LLM upstream. `prices` names the provider in the price table, which is its own name unless said otherwise. */
export interface Provider {
  readonly name: string;
  readonly prices: string;
  readonly url: URL;
}

/** A name for requests whose method and path match. `pattern` is `[METHOD ]/path/{part}/*`. */
export interface RoutePattern {
  readonly name: string;
  readonly pattern: string;
}

export interface LeaseName {
  readonly namespace: string;
  readonly name: string;
}

export interface Config {
  readonly backendUrl: URL;
  readonly profile: ProfileName;
  readonly healthPath: string | undefined;
  readonly inboundListen: ListenAddress | undefined;
  readonly gatewayListen: ListenAddress | undefined;
  readonly adminListen: ListenAddress | undefined;
  readonly routes: readonly RoutePattern[];
  readonly providers: readonly Provider[];
  readonly injectUsage: boolean;
  readonly prices: string | undefined;
  readonly targets: ReadonlyMap<Objective, number>;
  readonly role: 'none' | 'lease';
  readonly lease: LeaseName | undefined;
  readonly identity: string;
  readonly readyOnlyWhenLeader: boolean;
  readonly kubernetesUrl: URL | undefined;
  readonly coldStartHoldSeconds: number;
  readonly gracePeriodSeconds: number;
  readonly drainMinSeconds: number;
  readonly lingerSeconds: number;
  readonly log: LogFormat;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment and the file it names set; the environment wins. Throws ConfigError. */
export function loadSettings(env: Environment): Settings {
  const path = env.ELASTISCOPE_CONFIG;
  const file: Settings = path === undefined || path === '' ? new Map() : fileSettings(path);
  return new Map([...file, ...environmentSettings(env)]);
}

/** The configuration, checked. Throws ConfigError. */
export function loadConfig(env: Environment): Config {
  return build(loadSettings(env), env);
}

function build(settings: Settings, env: Environment): Config {
  const of = (name: FieldName) => settings.get(name) ?? FIELDS[name].fallback;
  const role = parseChoice(of('role'), ['none', 'lease']);
  const config: Config = {
    backendUrl: required(
      parseUrl(of('backend_url')),
      'backend_url',
      'the URL of the backend, e.g. http://127.0.0.1:7860'
    ),
    profile: parseChoice(of('profile'), PROFILE_NAMES),
    healthPath: parseText(of('health_path')),
    inboundListen: parseListen(of('inbound_listen')),
    gatewayListen: parseListen(of('gateway_listen')),
    adminListen: parseListen(of('admin_listen')),
    routes: parseRoutes(of('routes')),
    providers: parseProviders(of('providers')),
    injectUsage: parseFlag(of('inject_usage')),
    prices: parseText(of('prices')),
    targets: parseTargets(of('targets')),
    role,
    lease: parseLease(of('lease')),
    identity: parseText(of('identity')) ?? env.POD_NAME ?? hostname(),
    readyOnlyWhenLeader: parseFlag(of('ready_only_when_leader')),
    kubernetesUrl: parseUrl(of('kubernetes_url')),
    coldStartHoldSeconds: parseSeconds(of('cold_start_hold_seconds')),
    gracePeriodSeconds: parseSeconds(of('grace_period_seconds')),
    drainMinSeconds: parseSeconds(of('drain_min_seconds')),
    lingerSeconds: parseSeconds(of('linger_seconds')),
    log: parseChoice(of('log'), ['json', 'text']),
  };
  check(config, env);
  return config;
}

function check(config: Config, env: Environment): void {
  if (config.role === 'lease') {
    required(config.lease, 'lease', 'the lease to follow, as namespace/name');
    if (config.kubernetesUrl === undefined && env.KUBERNETES_SERVICE_HOST === undefined) {
      throw new ConfigError(
        'ELASTISCOPE_KUBERNETES_URL: ELASTISCOPE_ROLE=lease needs an API server, and this is no pod; set its URL'
      );
    }
  }
  if (config.readyOnlyWhenLeader && config.role === 'none') {
    throw new ConfigError('ELASTISCOPE_READY_ONLY_WHEN_LEADER: there is no role; set ELASTISCOPE_ROLE=lease');
  }
}

function required<T>(value: T | undefined, name: FieldName, what: string): T {
  if (value === undefined) {
    throw new ConfigError(`${FIELDS[name].env}: is not set; set it (or ${name} in the file) to ${what}`);
  }
  return value;
}

/** First 12 characters of a SHA-256 over what replicas of one workload should have in common. */
export function configHash(config: Config): string {
  const { routes, providers, targets, prices, profile, role, lease, injectUsage, readyOnlyWhenLeader } = config;
  const { healthPath, coldStartHoldSeconds, gracePeriodSeconds, drainMinSeconds, lingerSeconds } = config;
  const common = [
    { routes, providers, targets: [...targets].sort(), prices, profile, role, lease, injectUsage, readyOnlyWhenLeader },
    { healthPath, coldStartHoldSeconds, gracePeriodSeconds, drainMinSeconds, lingerSeconds },
  ];
  return createHash('sha256').update(JSON.stringify(common)).digest('hex').slice(0, 12);
}
