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
  readonly fallback: Setting;
}

function field(env: string, fallback: string, help: string, options: { default?: string; map?: boolean } = {}): Field {
  return {
    env,
    default: options.default ?? fallback,
    help,
    map: options.map ?? false,
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
  inbound_listen: field('ELASTISCOPE_INBOUND_LISTEN', ':8080', 'where requests for the backend come in; empty: off'),
  gateway_listen: field(
    'ELASTISCOPE_GATEWAY_LISTEN',
    '127.0.0.1:4000',
    'where the backend sends its LLM requests; empty: off'
  ),
  admin_listen: field('ELASTISCOPE_ADMIN_LISTEN', ':9464', 'metrics, readiness and drain; empty: off'),
  routes: field('ELASTISCOPE_ROUTES', '', 'names for paths, before those of the profile: name=/path/{part}/*,…', {
    default: 'by profile',
    map: true,
  }),
  providers: field(
    'ELASTISCOPE_PROVIDERS',
    '',
    'LLM upstreams: openai=https://api.openai.com,…; name:table=URL takes the prices of another provider',
    { default: 'none', map: true }
  ),
  inject_usage: field(
    'ELASTISCOPE_INJECT_USAGE',
    'true',
    'ask for usage in streams whose client does not, and take the extra event out again'
  ),
  prices: field('ELASTISCOPE_PRICES', '', 'file with the price table, same columns as the one inside', {
    default: 'the table inside',
  }),
  targets: field('ELASTISCOPE_TARGETS', '', `objectives of the workload: ${Object.keys(OBJECTIVES).join(', ')}`, {
    default: 'none',
    map: true,
  }),
  role: field('ELASTISCOPE_ROLE', 'none', 'none, or lease: leader or standby by a Kubernetes Lease'),
  lease: field('ELASTISCOPE_LEASE', '', 'the Lease, as namespace/name', { default: 'required with role lease' }),
  identity: field('ELASTISCOPE_IDENTITY', '', 'the holderIdentity that means this instance', {
    default: 'POD_NAME, else the host name',
  }),
  ready_only_when_leader: field('ELASTISCOPE_READY_ONLY_WHEN_LEADER', 'false', 'whether a standby is not ready'),
  kubernetes_url: field('ELASTISCOPE_KUBERNETES_URL', '', 'URL of the API server', { default: 'the one of the pod' }),
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
  log: field('ELASTISCOPE_LOG', 'json', 'json or text'),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS).filter(isFieldName);

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}
