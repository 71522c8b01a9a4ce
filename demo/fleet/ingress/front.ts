import { listen } from '../net/http';
import { pause } from '../net/wait';
import type { LeaseStore } from '../leaseApi/store';
import type { Child } from '../process/children';
import type { Deployment } from '../replicas/deployment';
import type { Site } from '../replicas/site';
import type { Scenario } from '../scenarios/types';
import { prepareNginx } from './nginx';
import { Pool, type Upstream } from './pool';
import { FrontProxy } from './proxy';

/** Where a workload's requests arrive. */
export interface Front {
  readonly url: string;
  /** The demo's own proxy; absent behind nginx. */
  readonly proxy?: FrontProxy;
  readonly pid?: number;
  close(): Promise<void>;
}

/** The pods that may be asked: the ready ones, of a primary and a standby only the one that holds the lease. */
function available(scenario: Scenario, deployment: Deployment, leases: LeaseStore): readonly Upstream[] {
  const { front, identity } = scenario;
  if (front.kind !== 'leader') {
    return deployment.ready;
  }
  const holder = leases.find(identity.namespace, front.lease)?.spec.holderIdentity;
  return deployment.ready.filter(({ name }) => name === holder);
}

/** The demo's own proxy in front of a deployment that changes. */
export async function openProxy(
  scenario: Scenario,
  deployment: Deployment,
  leases: LeaseStore,
  limits: { readonly holdSeconds: number; readonly holdRequests: number }
): Promise<Front & { readonly wake: () => void }> {
  const pool = new Pool(() => available(scenario, deployment, leases), limits);
  const proxy = new FrontProxy(pool);
  const port = await listen(proxy.server, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}`,
    proxy,
    wake: () => pool.wake(),
    close: () => proxy.close(),
  };
}

const NGINX_STOP_SECONDS = 5;

/** A real nginx in front of a deployment whose replicas are fixed. */
export async function openNginx(
  binary: string,
  weights: readonly number[],
  deployment: Deployment,
  site: Site
): Promise<Front> {
  while (deployment.current.length < deployment.desired && !site.closing.aborted) {
    await pause(0.05, site.closing);
  }
  const port = await site.ports.take();
  const { name } = deployment.scenario;
  const directory = site.directory(`nginx-${name}`);
  const file = prepareNginx(binary, { directory, port, weights, upstreams: deployment.current });
  const child: Child = site.children.start(`${name}.nginx`, binary, ['-p', directory, '-c', file], {});
  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child.pid;
    },
    close: () => child.terminate(NGINX_STOP_SECONDS),
  };
}
