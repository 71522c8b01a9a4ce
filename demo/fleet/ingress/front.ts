import { connect } from 'node:net';
import { listen } from '../net/http';
import { pause } from '../net/wait';
import type { LeaseStore } from '../leaseApi/store';
import type { Child } from '../process/children';
import type { Deployment } from '../replicas/deployment';
import type { Site } from '../replicas/site';
import type { Scenario } from '../scenarios/types';
import { checkNginxConfig, writeNginxConfig } from './nginx';
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

/**
 * The pods that may be asked: the ready ones. Of a primary and a standby it is the one that holds the lease, ready or not,
 * as behind an address that moves with the lead: what a dead leader costs is to be seen.
 */
function available(scenario: Scenario, deployment: Deployment, leases: LeaseStore): readonly Upstream[] {
  const { front, identity } = scenario;
  if (front.kind !== 'leader') {
    return deployment.ready;
  }
  const holder = leases.find(identity.namespace, front.lease)?.spec.holderIdentity;
  return deployment.current.filter(({ name }) => name === holder);
}

/** The demo's own proxy in front of a deployment that changes. */
export async function openProxy(
  scenario: Scenario,
  deployment: Deployment,
  leases: LeaseStore,
  limits: { readonly holdSeconds: number; readonly holdRequests: number }
): Promise<Front & { readonly wake: () => void }> {
  const pool = new Pool(
    () => available(scenario, deployment, leases),
    limits,
    () => deployment.all.filter(({ isStopping }) => isStopping)
  );
  const proxy = new FrontProxy(pool);
  const port = await listen(proxy.server, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}`,
    proxy,
    wake: () => pool.wake(),
    close: () => proxy.close(),
  };
}

/** Says that nginx is run by somebody else, from the configuration that the fleet writes. */
export const EXTERNAL_NGINX = 'external';

const NGINX_START_SECONDS = 60;
const NGINX_STOP_SECONDS = 5;

/** A real nginx in front of a deployment whose replicas are fixed. */
export async function openNginx(
  binary: string,
  weights: readonly number[],
  deployment: Deployment,
  site: Site
): Promise<Front> {
  const { name } = deployment.scenario;
  const port = await site.ports.take();
  const directory = site.directory(`nginx-${name}`);
  await until(site.closing, () => deployment.current.length >= deployment.desired);
  const file = writeNginxConfig({ directory, port, weights, upstreams: deployment.current });
  let child: Child | undefined;
  if (binary !== EXTERNAL_NGINX) {
    checkNginxConfig(binary, directory, file);
    child = site.children.start(`${name}.nginx`, binary, ['-p', directory, '-c', file], {});
  }
  const deadline = performance.now() + NGINX_START_SECONDS * 1000;
  await until(site.closing, async () => {
    if (child?.isRunning === false || performance.now() > deadline) {
      throw new Error(`nginx does not listen on port ${port}, see ${site.logFile(`${name}.nginx`)} and ${file}`);
    }
    return accepts(port);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    close: async () => child?.terminate(NGINX_STOP_SECONDS),
  };
}

async function until(closing: AbortSignal, holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!closing.aborted && !(await holds())) {
    await pause(0.05, closing);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
