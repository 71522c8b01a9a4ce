import type { Scenario } from '../scenarios/types';
import type { Site } from './site';

export interface ReplicaPorts {
  readonly backend: number;
  readonly inbound: number;
  readonly gateway: number;
  readonly admin: number;
}

/** The environment of a sidecar, as a pod's manifest would set it. */
export function sidecarEnvironment(
  pod: { readonly name: string; readonly ports: ReplicaPorts; readonly scenario: Scenario },
  site: Site
): Record<string, string> {
  const { scenario, ports } = pod;
  const { front } = scenario;
  const targets = Object.entries(scenario.targets).map(([objective, value]) => `${objective}=${value}`);
  return {
    POD_NAME: pod.name,
    ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${ports.backend}`,
    ELASTISCOPE_PROFILE: scenario.profile,
    ELASTISCOPE_TRUSTED_PROXIES: 'loopback',
    ELASTISCOPE_INBOUND_LISTEN: `127.0.0.1:${ports.inbound}`,
    ELASTISCOPE_GATEWAY_LISTEN: `127.0.0.1:${ports.gateway}`,
    ELASTISCOPE_ADMIN_LISTEN: `${site.bind}:${ports.admin}`,
    ELASTISCOPE_PROVIDERS: `openai=${site.provider}`,
    ELASTISCOPE_TARGETS: targets.join(','),
    ELASTISCOPE_GRACE_PERIOD_SECONDS: String(scenario.gracePeriodSeconds),
    ELASTISCOPE_DRAIN_MIN_SECONDS: String(site.drainMinSeconds),
    ELASTISCOPE_LINGER_SECONDS: String(site.lingerSeconds),
    ELASTISCOPE_LOG: 'text',
    ...(site.prices !== undefined && { ELASTISCOPE_PRICES: site.prices }),
    ...(front.kind === 'leader'
      ? {
          ELASTISCOPE_ROLE: 'lease',
          ELASTISCOPE_LEASE: `${scenario.identity.namespace}/${front.lease}`,
          ELASTISCOPE_KUBERNETES_URL: site.leaseApi,
        }
      : {}),
  };
}
