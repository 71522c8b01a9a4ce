import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HttpError, httpServer, readJson, sendJson } from '../net/http';
import { readLease } from './lease';
import type { LeaseStore } from './store';
import { watchLeases } from './watch';

const PATH = /^\/apis\/coordination\.k8s\.io\/v1\/namespaces\/([a-z0-9.-]+)\/leases(?:\/([a-z0-9.-]+))?$/;

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  422: 'Invalid',
};

/** The Lease part of a Kubernetes API server: create, get, watch, update and delete, which is all that leader election needs. */
export function leaseApiServer(store: LeaseStore): Server {
  return httpServer((request, response, url) => handle(store, request, response, url), sendStatus);
}

async function handle(store: LeaseStore, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const match = PATH.exec(url.pathname);
  if (!match) {
    throw new HttpError(404, 'the server could not find the requested resource');
  }
  const [, namespace = '', name] = match;
  if (request.method === 'POST' && name === undefined) {
    sendJson(response, 201, store.create(readLease(await readJson(request), namespace)));
  } else if (request.method === 'GET' && name === undefined && url.searchParams.get('watch') === 'true') {
    watchLeases(store, namespace, url.searchParams, response);
  } else if (request.method === 'GET' && name !== undefined) {
    sendJson(response, 200, store.get(namespace, name));
  } else if (request.method === 'DELETE' && name !== undefined) {
    store.remove(namespace, name);
    sendJson(response, 200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' });
  } else if (request.method === 'PUT' && name !== undefined) {
    const lease = readLease(await readJson(request), namespace);
    if (lease.metadata.name !== name) {
      throw new HttpError(400, 'the name of the object does not match the name on the URL');
    }
    sendJson(response, 200, store.update(lease));
  } else {
    throw new HttpError(405, 'the server does not allow this method on the requested resource');
  }
}

/** A refusal as an API server words it. */
function sendStatus(response: ServerResponse, code: number, message: string): void {
  const exists = code === 409 && message.endsWith('already exists');
  const reason = exists ? 'AlreadyExists' : (REASONS[code] ?? 'InternalError');
  sendJson(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  });
}
