import { OBJECTIVES } from '../vocabulary';
import { PROFILE_NAMES } from './lifecycle/profiles';
import type { Setting } from './configSources';

export interface Field {
  readonly env: string;
  /** Text that stands for the default in `--help` and in the documentation. */
  readonly default: string;
  readonly help: string;
  /** Whether the file may give it as a map. */
  readonly map: boolean;
  /** Whether nobody may see its value. */
  readonly secret: boolean;
  readonly fallback: Setting;
}

function field(
  env: string,
  fallback: string,
  help: string,
  options: { default?: string; map?: boolean; secret?: boolean } = {}
): Field {
  return {
    env,
    default: options.default ?? fallback,
    help,
    map: options.map ?? false,
    secret: options.secret ?? false,
    fallback: { where: env, text: fallback },
  };
}

/** Every setting by its key in the file. The order is the one of `--help`. */
export const FIELDS = {
  backend_url: field('ELASTISCOPE_BACKEND_URL', '', 'URL of the backend to watch and to pass requests to', {
    default: 'required',
  }),
  profile: field('ELASTISCOPE_PROFILE', 'generic', `what the backend is: ${PROFILE_NAMES.join(', ')}`),
  health_path: field('ELASTISCOPE_HEALTH_PATH', '', 'path that is probed in place of those of the profile', {
    default: 'by profile',
  }),
  backend_idle_seconds: field(
    'ELASTISCOPE_BACKEND_IDLE_SECONDS',
    '',
    'how long a connection to the backend may have been idle and still be used; less than the backend keeps it; 0: a new one for each request',
    { default: 'learned, from 1.5' }
  ),
  release: field('ELASTISCOPE_RELEASE', '', 'release of the backend, to tell the errors of one from those of another', {
    default: 'none',
  }),
  inbound_listen: field('ELASTISCOPE_INBOUND_LISTEN', ':8080', 'where requests for the backend come in; empty: off'),
  gateway_listen: field(
    'ELASTISCOPE_GATEWAY_LISTEN',
    '127.0.0.1:4000',
    'where the backend sends its LLM requests; empty: off'
  ),
  admin_listen: field('ELASTISCOPE_ADMIN_LISTEN', ':9464', 'metrics, readiness and drain; empty: off'),
  routes: field(
    'ELASTISCOPE_ROUTES',
    '',
    'names for paths, before those of the profile: chat=/chat/*,run/{flow}=/run/{flow},…',
    { default: 'by profile', map: true }
  ),
  providers: field(
    'ELASTISCOPE_PROVIDERS',
    '',
    'LLM upstreams: openai=https://api.openai.com,…; name:table=URL takes the prices of that name in the table',
    { default: 'none', map: true }
  ),
  inject_usage: field(
    'ELASTISCOPE_INJECT_USAGE',
    'true',
    'ask for usage in streams whose client does not, and take the extra event out again'
  ),
  estimate_usage: field(
    'ELASTISCOPE_ESTIMATE_USAGE',
    'true',
    'count tokens that no provider reported as estimates of their own (source="estimated")'
  ),
  prices: field(
    'ELASTISCOPE_PRICES',
    '',
    'CSV file whose prices come before those of the table inside; read again when it changes',
    { default: 'the table inside' }
  ),
  hourly_costs: field(
    'ELASTISCOPE_HOURLY_COSTS',
    '',
    'USD for an hour in which a self-hosted provider is busy: local=1.20,…; its tokens are then free',
    { default: 'none', map: true }
  ),
  teams: field(
    'ELASTISCOPE_TEAMS',
    '',
    "teams by the first 8 to 64 hex digits of their API key's SHA-256: 3fa9c1d2=search,…",
    { default: 'none', map: true }
  ),
  targets: field('ELASTISCOPE_TARGETS', '', `objectives of the workload: ${Object.keys(OBJECTIVES).join(', ')}`, {
    default: 'none',
    map: true,
  }),
  role: field(
    'ELASTISCOPE_ROLE',
    'none',
    'where leader or standby is read: none, lease (a Kubernetes Lease), http (a URL that answers 200 on the leader), file'
  ),
  lease: field('ELASTISCOPE_LEASE', '', 'the Lease, as namespace/name', { default: 'required with role lease' }),
  role_url: field('ELASTISCOPE_ROLE_URL', '', 'URL, or path of the backend, that answers 200 on the leader only', {
    default: 'required with role http',
  }),
  role_file: field('ELASTISCOPE_ROLE_FILE', '', 'file that names the role, such as the state of keepalived: MASTER', {
    default: 'required with role file',
  }),
  election: field(
    'ELASTISCOPE_ELECTION',
    'none',
    'lease: compete for the Lease for this backend, and be ready only while leading; none: only follow it'
  ),
  lease_duration_seconds: field(
    'ELASTISCOPE_LEASE_DURATION_SECONDS',
    '15',
    'how long others leave the Lease to a leader that does not renew it'
  ),
  renew_deadline_seconds: field(
    'ELASTISCOPE_RENEW_DEADLINE_SECONDS',
    '10',
    'a leader that could not renew for so long ceases to lead; less than the lease duration'
  ),
  retry_period_seconds: field(
    'ELASTISCOPE_RETRY_PERIOD_SECONDS',
    '2',
    'time between two tries to renew or to take over'
  ),
  identity: field('ELASTISCOPE_IDENTITY', '', 'the holderIdentity that means this instance', {
    default: 'POD_NAME, else the host name',
  }),
  ready_only_when_leader: field('ELASTISCOPE_READY_ONLY_WHEN_LEADER', 'false', 'whether a standby is not ready'),
  kubernetes_url: field('ELASTISCOPE_KUBERNETES_URL', '', 'URL of the API server', { default: 'the one of the pod' }),
  kubeconfig: field('ELASTISCOPE_KUBECONFIG', '', 'kubeconfig whose current context leads to the API server', {
    default: "none: the pod's service account",
  }),
  trusted_proxies: field(
    'ELASTISCOPE_TRUSTED_PROXIES',
    '',
    'proxies in front whose X-Request-Start is believed: loopback, any, addresses and networks such as 10.0.0.0/8',
    { default: 'none' }
  ),
  cold_start_hold_seconds: field(
    'ELASTISCOPE_COLD_START_HOLD_SECONDS',
    '0',
    'how long requests wait for a starting backend; 0: they get 503 and Retry-After'
  ),
  grace_period_seconds: field(
    'ELASTISCOPE_GRACE_PERIOD_SECONDS',
    '30',
    'terminationGracePeriodSeconds of the pod; a drain ends before it does'
  ),
  drain_min_seconds: field(
    'ELASTISCOPE_DRAIN_MIN_SECONDS',
    '5',
    'how long a drain still takes new connections, until the endpoint is gone everywhere'
  ),
  linger_seconds: field('ELASTISCOPE_LINGER_SECONDS', '5', 'how long to wait for a last scrape before exit'),
  control_from: field(
    'ELASTISCOPE_CONTROL_FROM',
    'loopback',
    'who may call /wait-for-drain and /drill: loopback, any, addresses and networks such as 10.0.0.0/8; empty: only who brings the token'
  ),
  control_token: field(
    'ELASTISCOPE_CONTROL_TOKEN',
    '',
    'who sends it as Authorization: Bearer … may call them, and /events, from everywhere',
    { default: 'none', secret: true }
  ),
  events_from: field('ELASTISCOPE_EVENTS_FROM', 'loopback', 'who may post to /events, as above'),
  backend_metrics_url: field(
    'ELASTISCOPE_BACKEND_METRICS_URL',
    '',
    "the backend's own metrics, passed through at /metrics/backend, e.g. http://127.0.0.1:9090/metrics",
    { default: 'none' }
  ),
  backend_metrics_samples: field(
    'ELASTISCOPE_BACKEND_METRICS_SAMPLES',
    '5000',
    "most samples of the backend's own metrics that are passed through"
  ),
  label_values: field(
    'ELASTISCOPE_LABEL_VALUES',
    '100',
    'most values of a label that comes from traffic (model, flow, team, route); the rest counts as other'
  ),
  label_sets: field('ELASTISCOPE_LABEL_SETS', '1000', 'most label sets of one metric; the rest counts as other'),
  log_level: field('ELASTISCOPE_LOG_LEVEL', 'info', 'least level that is logged: info, warn, error'),
  log: field('ELASTISCOPE_LOG', 'json', 'json or text'),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS).filter(isFieldName);

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}
