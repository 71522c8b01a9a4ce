import type http from 'node:http';
import { close } from '../../demo/fleet/net/http';
import type { Lease } from '../../demo/fleet/leaseApi/lease';
import { leaseApiServer } from '../../demo/fleet/leaseApi/server';
import { LeaseStore } from '../../demo/fleet/leaseApi/store';
import { serve, type TestServer, until } from './exporterProcess';

export const NAMESPACE = 'langflow';
const COLLECTION = `/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases`;

/** What may go wrong between a sidecar and its API server. */
export type Fault = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const answers =
  (status: number, body: string): Fault =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(body);
  };

export const FAULTS = {
  'resets every connection': (request) => request.socket.resetAndDestroy(),
  'never answers': () => undefined,
  'answers 500': answers(500, '{"kind":"Status","message":"etcdserver: request timed out"}'),
  'answers 409': answers(409, '{"kind":"Status","reason":"Conflict"}'),
  'answers garbage': answers(200, '{"kind":"Lease","spec":['),
  'answers with another object': answers(200, '{"kind":"Lease","metadata":{},"spec":{"holderIdentity":7}}'),
} satisfies Record<string, Fault>;

/** The demo's Lease API over HTTP, which can be made to fail, and counts what it is asked. */
export class LeaseApi {
  fault: Fault | undefined;
  /** Method and path with query of every request. */
  readonly asked: string[] = [];

  private constructor(
    readonly store: LeaseStore,
    private readonly api: http.Server,
    private front: TestServer | undefined
  ) {}

  static async start(): Promise<LeaseApi> {
    const store = new LeaseStore();
    const self: LeaseApi = new LeaseApi(store, leaseApiServer(store), undefined);
    self.front = await serve((request, response) => self.handle(request, response));
    return self;
  }

  get url(): string {
    return this.front?.url ?? '';
  }

  /** From now on everything fails this way, watches that go on included. */
  break(fault: Fault): void {
    this.fault = fault;
    this.front?.server.closeAllConnections();
  }

  repair(): void {
    this.fault = undefined;
    this.front?.server.closeAllConnections();
  }

  lease(name: string): Lease | undefined {
    return this.store.find(NAMESPACE, name);
  }

  holder(name: string): string {
    return this.lease(name)?.spec.holderIdentity ?? '';
  }

  /** Writes fields of a lease as somebody else would, e.g. with kubectl. */
  patch(name: string, spec: Lease['spec'], annotations?: Readonly<Record<string, string>>): void {
    const before = this.store.get(NAMESPACE, name);
    this.store.update({
      ...before,
      metadata: { ...before.metadata, annotations: { ...before.metadata.annotations, ...annotations } },
      spec: { ...before.spec, ...spec },
    });
  }

  async untilHeldBy(name: string, holder: string): Promise<void> {
    await until(() => this.holder(name) === holder, `"${holder}" holds ${name}`);
  }

  /** Without a reset: one that meets the end of a watch's connection is never over (libuv). */
  async stop(): Promise<void> {
    if (this.front !== undefined) {
      await close(this.front.server);
    }
  }

  private handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.asked.push(`${request.method} ${request.url?.replace(COLLECTION, '')}`);
    if (this.fault === undefined) {
      this.api.emit('request', request, response);
    } else {
      this.fault(request, response);
    }
  }
}

/** Seconds since the epoch of a time that a Lease holds. */
export function secondsOf(time: string | undefined): number {
  return Date.parse(time ?? '') / 1000;
}
