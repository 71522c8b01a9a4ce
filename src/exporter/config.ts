import { createHash } from 'node:crypto';
import type { BlockList } from 'node:net';
import { hostname } from 'node:os';
import type { Objective } from '../vocabulary';
import { FIELDS, type FieldName } from './configFields';
import { ConfigError, environmentSettings, fileSettings, type Setting, type Settings } from './configSources';
import {
  parseCallers,
  parseChoice,
  parseCount,
  parseFlag,
  parseHourlyCosts,
  parseLease,
  parseListen,
  parseProviders,
  parseRoutes,
  parseSeconds,
  parseTargets,
  parseTeams,
  parseText,
  parseToken,
  parseUrl,
} from './configValues';
import type { LabelLimits } from './labelBudget';
import { LOG_LEVELS, type LogFormat, type LogLevel } from './log';
import { PROFILE_NAMES, type ProfileName } from './lifecycle/profiles';

export { ConfigError } from './configSources';

/** Where a listener listens; no host means all interfaces. */
export interface ListenAddress {
  readonly host: string | undefined;
  readonly port: number;
}

/** An LLM upstream. */
export interface Provider {
  readonly name: string;
  /** Names under which its prices may stand in the table; the first that has one holds. */
  readonly pricedAs: readonly string[];
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

const ROLE_SOURCES = ['none', 'lease', 'http', 'file'] as const;
export type RoleSource = (typeof ROLE_SOURCES)[number];

/** Times of a leader election, as client-go names them. */
export interface ElectionTimes {
  readonly leaseSeconds: number;
  readonly renewDeadlineSeconds: number;
  readonly retrySeconds: number;
}

export interface Config {
  readonly backendUrl: URL;
  readonly profile: ProfileName;
  readonly healthPath: string | undefined;
  /** `undefined`: it is learned. */
  readonly backendIdleSeconds: number | undefined;
  readonly release: string | undefined;
  readonly inboundListen: ListenAddress | undefined;
  readonly gatewayListen: ListenAddress | undefined;
  readonly adminListen: ListenAddress | undefined;
  readonly routes: readonly RoutePattern[];
  readonly providers: readonly Provider[];
  readonly injectUsage: boolean;
  readonly estimateUsage: boolean;
  readonly prices: string | undefined;
  /** USD per busy hour by name of the provider. */
  readonly hourlyCosts: ReadonlyMap<string, number>;
  /** Teams by the beginning of the SHA-256 of their key, in lower-case hex. */
  readonly teams: ReadonlyMap<string, string>;
  readonly targets: ReadonlyMap<Objective, number>;
  readonly role: RoleSource;
  readonly lease: LeaseName | undefined;
  readonly roleUrl: URL | undefined;
  readonly roleFile: string | undefined;
  /** Set when this sidecar competes for the lease itself. */
  readonly election: ElectionTimes | undefined;
  readonly identity: string;
  readonly readyOnlyWhenLeader: boolean;
  readonly kubernetesUrl: URL | undefined;
  readonly kubeconfig: string | undefined;
  /** `undefined` is all. */
  readonly trustedProxies: BlockList | undefined;
  readonly coldStartHoldSeconds: number;
  readonly gracePeriodSeconds: number;
  readonly drainMinSeconds: number;
  readonly lingerSeconds: number;
  /** Addresses that may drain and announce drills, and that may send events; `undefined` is all. */
  readonly controlFrom: BlockList | undefined;
  readonly controlToken: string | undefined;
  readonly eventsFrom: BlockList | undefined;
  readonly backendMetricsUrl: URL | undefined;
  readonly backendMetricsSamples: number;
  readonly labelLimits: LabelLimits;
  readonly log: LogFormat;
  readonly logLevel: LogLevel;
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
  const role = parseChoice(of('role'), ROLE_SOURCES);
  const election = parseChoice(of('election'), ['none', 'lease']);
  const backendUrl = required(
    parseUrl(of('backend_url')),
    'backend_url',
    'the URL of the backend, e.g. http://127.0.0.1:7860'
  );
  const config: Config = {
    backendUrl,
    profile: parseChoice(of('profile'), PROFILE_NAMES),
    healthPath: parseText(of('health_path')),
    backendIdleSeconds: of('backend_idle_seconds').text === '' ? undefined : parseSeconds(of('backend_idle_seconds')),
    release: parseText(of('release')),
    inboundListen: parseListen(of('inbound_listen')),
    gatewayListen: parseListen(of('gateway_listen')),
    adminListen: parseListen(of('admin_listen')),
    routes: parseRoutes(of('routes')),
    providers: parseProviders(of('providers')),
    injectUsage: parseFlag(of('inject_usage')),
    estimateUsage: parseFlag(of('estimate_usage')),
    prices: parseText(of('prices')),
    hourlyCosts: parseHourlyCosts(of('hourly_costs')),
    teams: parseTeams(of('teams')),
    targets: parseTargets(of('targets')),
    // Who competes for a lease also follows it.
    role: role === 'none' && election === 'lease' ? 'lease' : role,
    lease: parseLease(of('lease')),
    roleUrl: parseUrl(of('role_url'), backendUrl),
    roleFile: parseText(of('role_file')),
    election: election === 'none' ? undefined : electionTimes(of),
    identity: parseText(of('identity')) ?? env.POD_NAME ?? hostname(),
    readyOnlyWhenLeader: parseFlag(of('ready_only_when_leader')),
    kubernetesUrl: parseUrl(of('kubernetes_url')),
    kubeconfig: parseText(of('kubeconfig')),
    trustedProxies: parseCallers(of('trusted_proxies')),
    coldStartHoldSeconds: parseSeconds(of('cold_start_hold_seconds')),
    gracePeriodSeconds: parseSeconds(of('grace_period_seconds')),
    drainMinSeconds: parseSeconds(of('drain_min_seconds')),
    lingerSeconds: parseSeconds(of('linger_seconds')),
    controlFrom: parseCallers(of('control_from')),
    controlToken: parseToken(of('control_token')),
    eventsFrom: parseCallers(of('events_from')),
    backendMetricsUrl: parseUrl(of('backend_metrics_url'), backendUrl),
    backendMetricsSamples: parseCount(of('backend_metrics_samples')),
    labelLimits: { values: parseCount(of('label_values')), sets: parseCount(of('label_sets')) },
    log: parseChoice(of('log'), ['json', 'text']),
    logLevel: parseChoice(of('log_level'), LOG_LEVELS),
  };
  check(config, env);
  return config;
}

function electionTimes(of: (name: FieldName) => Setting): ElectionTimes {
  const times = {
    leaseSeconds: parseCount(of('lease_duration_seconds')),
    renewDeadlineSeconds: parseSeconds(of('renew_deadline_seconds')),
    retrySeconds: parseSeconds(of('retry_period_seconds')),
  };
  if (times.renewDeadlineSeconds >= times.leaseSeconds) {
    const { where, text } = of('renew_deadline_seconds');
    throw new ConfigError(
      `${where}: ${text} is not less than the lease duration of ${times.leaseSeconds} s; two could lead at once`
    );
  }
  if (times.retrySeconds === 0 || times.retrySeconds >= times.renewDeadlineSeconds) {
    const { where, text } = of('retry_period_seconds');
    throw new ConfigError(
      `${where}: "${text}" does not fit; use more than 0 and less than the renew deadline of ${times.renewDeadlineSeconds} s`
    );
  }
  return times;
}

function check(config: Config, env: Environment): void {
  const { role, election, lease, roleUrl, roleFile, kubernetesUrl, kubeconfig } = config;
  if (role === 'lease') {
    required(lease, 'lease', 'the lease to follow, as namespace/name');
    if (kubernetesUrl === undefined && kubeconfig === undefined && env.KUBERNETES_SERVICE_HOST === undefined) {
      throw new ConfigError(
        'ELASTISCOPE_KUBERNETES_URL: ELASTISCOPE_ROLE=lease needs an API server, and this is no pod; set its URL, or ELASTISCOPE_KUBECONFIG'
      );
    }
  }
  if (role === 'http') {
    required(roleUrl, 'role_url', 'a URL, or a path of the backend, that answers 200 on the leader only');
  }
  if (role === 'file') {
    required(roleFile, 'role_file', 'the file that names the role');
  }
  if (election !== undefined && role !== 'lease') {
    throw new ConfigError(`ELASTISCOPE_ELECTION: goes with ELASTISCOPE_ROLE=lease, not with ${role}`);
  }
  if (config.readyOnlyWhenLeader && role === 'none') {
    throw new ConfigError('ELASTISCOPE_READY_ONLY_WHEN_LEADER: there is no role; set ELASTISCOPE_ROLE');
  }
  const strange = [...config.hourlyCosts.keys()].find((name) => !config.providers.some((each) => each.name === name));
  if (strange !== undefined) {
    const names = config.providers.map(({ name }) => name).join(', ');
    throw new ConfigError(`ELASTISCOPE_HOURLY_COSTS: "${strange}" is no provider; known are ${names || 'none'}`);
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
  const { election, estimateUsage, hourlyCosts, teams, labelLimits, backendMetricsSamples } = config;
  const common = [
    { election, estimateUsage, hourlyCosts: [...hourlyCosts].sort(), teams: [...teams].sort() },
    { labelLimits, backendMetricsSamples },
    { routes, providers, targets: [...targets].sort(), prices, profile, role, lease, injectUsage, readyOnlyWhenLeader },
    { healthPath, coldStartHoldSeconds, gracePeriodSeconds, drainMinSeconds, lingerSeconds },
  ];
  return createHash('sha256').update(JSON.stringify(common)).digest('hex').slice(0, 12);
}
