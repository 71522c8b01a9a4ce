import type { Server } from 'node:http';
import { Elector } from '../backend/elector';
import { leaseClient } from '../backend/leaseClient';
import { close, listen } from '../net/http';
import { microTime } from './lease';
import { leaseApiServer } from './server';
import { LeaseStore } from './store';

const COLLECTION = '/apis/coordination.k8s.io/v1/namespaces/demo/leases';
const TIMES = { leaseSeconds: 15, renewDeadlineSeconds: 10, retrySeconds: 2 };

let server: Server;
let store: LeaseStore;
let url: string;

beforeEach(async () => {
  store = new LeaseStore();
  server = leaseApiServer(store);
  url = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
});

afterEach(() => close(server));

function lease(spec: object = {}, metadata: object = {}): object {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'main', ...metadata }, spec };
}

async function send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url + path, { method, body: text });
  return { status: answer.status, body: await answer.json() };
}

describe('the Lease API', () => {
  it('creates a lease once and gives it a version', async () => {
    const created = await send('POST', COLLECTION, lease({ holderIdentity: 'a' }));
    expect(created).toMatchObject({ status: 201, body: { metadata: { name: 'main', namespace: 'demo' } } });
    expect(await send('GET', `${COLLECTION}/main`)).toEqual({ status: 200, body: created.body });
    expect(await send('POST', COLLECTION, lease())).toMatchObject({ status: 409, body: { reason: 'AlreadyExists' } });
  });

  it('lets only the writer who has read the latest version change it', async () => {
    await send('POST', COLLECTION, lease());
    const seen = store.get('demo', 'main').metadata.resourceVersion;
    const first = await send('PUT', `${COLLECTION}/main`, lease({ holderIdentity: 'a' }, { resourceVersion: seen }));
    const second = await send('PUT', `${COLLECTION}/main`, lease({ holderIdentity: 'b' }, { resourceVersion: seen }));
    expect(first.status).toBe(200);
    expect(second).toMatchObject({ status: 409, body: { kind: 'Status', status: 'Failure', reason: 'Conflict' } });
    expect(store.get('demo', 'main').spec.holderIdentity).toBe('a');
  });

  it.each([
    ['what is not JSON', 'POST', COLLECTION, '{', 400],
    ['another kind of object', 'POST', COLLECTION, { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'x' } }, 400],
    ['a lease without a name', 'POST', COLLECTION, lease({}, { name: '' }), 422],
    ['a lease of no duration', 'POST', COLLECTION, lease({ leaseDurationSeconds: 0 }), 422],
    ['a renewal that is no time', 'POST', COLLECTION, lease({ renewTime: 'soon' }), 422],
    ['another namespace than the path', 'POST', COLLECTION, lease({}, { namespace: 'other' }), 400],
    ['another name than the path', 'PUT', `${COLLECTION}/other`, lease(), 400],
    ['a change of what is not there', 'PUT', `${COLLECTION}/main`, lease({}, { resourceVersion: '1' }), 404],
    ['a lease that is not there', 'GET', `${COLLECTION}/main`, undefined, 404],
    ['a method it has not', 'PATCH', `${COLLECTION}/main`, {}, 405],
    ['annotations that are no text', 'POST', COLLECTION, lease({}, { annotations: { a: 1 } }), 400],
    ['a watch from a version that is yet to come', 'GET', `${COLLECTION}?watch=true&resourceVersion=9`, undefined, 410],
    ['a watch by another field', 'GET', `${COLLECTION}?watch=true&fieldSelector=spec.x%3D1`, undefined, 400],
    ['a watch for no number of seconds', 'GET', `${COLLECTION}?watch=true&timeoutSeconds=soon`, undefined, 400],
    ['another path', 'GET', '/api/v1/pods', undefined, 404],
  ])('refuses %s with a Status', async (_, method, path, body, status) => {
    const answer = await send(method, path, body);
    expect(answer).toMatchObject({
      status,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status },
    });
  });

  it('refuses a change without a version, which would overwrite what others wrote', async () => {
    await send('POST', COLLECTION, lease());
    expect((await send('PUT', `${COLLECTION}/main`, lease())).status).toBe(422);
  });
});

describe('a watch', () => {
  const version = (name = 'main') => store.get('demo', name).metadata.resourceVersion;

  it('tells every change after the version it begins with, and ends in time', async () => {
    await send('POST', COLLECTION, lease());
    const begin = version();
    await send('PUT', `${COLLECTION}/main`, lease({ holderIdentity: 'a' }, { resourceVersion: begin }));
    const answer = await fetch(`${url}${COLLECTION}?watch=true&resourceVersion=${begin}&timeoutSeconds=1`);
    await send('PUT', `${COLLECTION}/main`, lease({ holderIdentity: 'b' }, { resourceVersion: version() }));
    await send('DELETE', `${COLLECTION}/main`);
    await send('POST', COLLECTION, lease());
    const events = (await answer.text()).trimEnd().split('\n');
    expect(events.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'MODIFIED', object: { spec: { holderIdentity: 'a' }, metadata: { resourceVersion: '2' } } },
      { type: 'MODIFIED', object: { spec: { holderIdentity: 'b' }, metadata: { resourceVersion: '3' } } },
      { type: 'DELETED', object: { metadata: { resourceVersion: '4' } } },
      { type: 'ADDED', object: { metadata: { name: 'main', resourceVersion: '5' } } },
    ]);
  });

  it('tells of the one lease that is asked for', async () => {
    const query = 'watch=true&fieldSelector=metadata.name%3Dmain&resourceVersion=0&timeoutSeconds=1';
    const answer = await fetch(`${url}${COLLECTION}?${query}`);
    await send('POST', COLLECTION, lease({}, { name: 'other' }));
    await send('POST', '/apis/coordination.k8s.io/v1/namespaces/elsewhere/leases', lease());
    await send('POST', COLLECTION, lease({}, { annotations: { note: 'x' } }));
    const events = (await answer.text()).trimEnd().split('\n');
    expect(events.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'ADDED', object: { metadata: { name: 'main', namespace: 'demo', annotations: { note: 'x' } } } },
    ]);
  });

  it('cannot begin so far back that changes are forgotten', async () => {
    await send('POST', COLLECTION, lease());
    for (let i = 0; i < 300; i++) {
      store.update(store.get('demo', 'main'));
    }
    const answer = await send('GET', `${COLLECTION}?watch=true&resourceVersion=1`);
    expect(answer).toMatchObject({ status: 410, body: { reason: 'Expired', code: 410 } });
  });
});

describe('an elector', () => {
  let now: number;
  const elector = (identity: string) =>
    new Elector(leaseClient({ url, namespace: 'demo', name: 'main' }), identity, TIMES, () => now);

  beforeEach(() => {
    now = 1_000;
  });

  it('creates the lease and renews it without counting a transition', async () => {
    const a = elector('a');
    expect(await a.tryToHold()).toBe(true);
    now += 2;
    expect(await a.tryToHold()).toBe(true);
    expect(store.get('demo', 'main').spec).toEqual({
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      acquireTime: microTime(1_000),
      renewTime: microTime(1_002),
      leaseTransitions: 0,
    });
  });

  it('takes a lease over only after it has seen it unchanged for its whole duration', async () => {
    const [a, b] = [elector('a'), elector('b')];
    await a.tryToHold();
    now += 10;
    expect(await b.tryToHold()).toBe(false);
    // The record has run out by its own times, but b has looked at it for 14 s only.
    now += 14;
    expect(await b.tryToHold()).toBe(false);
    now += 1.1;
    expect(await b.tryToHold()).toBe(true);
    expect(store.get('demo', 'main').spec).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 });
    expect(await a.tryToHold()).toBe(false);
    expect(a.isLeader).toBe(false);
  });

  it('lets only one of two win the same moment', async () => {
    const candidates = ['a', 'b', 'c'].map(elector);
    const won = await Promise.all(candidates.map((candidate) => candidate.tryToHold()));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('hands over at once when the leader releases', async () => {
    const [a, b] = [elector('a'), elector('b')];
    await a.tryToHold();
    expect(await b.tryToHold()).toBe(false);
    await a.release();
    expect(await b.tryToHold()).toBe(true);
    expect(store.get('demo', 'main').spec).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 });
  });

  it('does not lead, and does not fail, while the API is away', async () => {
    await close(server);
    expect(await elector('a').tryToHold()).toBe(false);
  });
});
