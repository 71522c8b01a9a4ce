import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { stringify } from 'yaml';
import { close } from '../../demo/fleet/net/http';
import { SIDECAR } from '../../src/vocabulary';
import { buildExporter, Exporter, until } from './exporterProcess';
import { Authority } from './support/certificates';

const AUTHORITY = new Authority('cluster');
const CLIENT = AUTHORITY.issue('sidecar');
const TOKEN = 'a-token-of-this-test';
const base64 = (text: string) => Buffer.from(text).toString('base64');

let bundle: ReturnType<typeof buildExporter>;
let folder: string;
let api: https.Server;
let refused: number;

beforeAll(async () => {
  bundle = buildExporter();
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-kubeconfig-'));
  const tls = { ...AUTHORITY.issue('api'), ca: AUTHORITY.cert, requestCert: true, rejectUnauthorized: false };
  api = https.createServer(tls, ({ socket, headers }, response) => {
    const known = socket instanceof TLSSocket && socket.authorized;
    if (!known && headers.authorization !== `Bearer ${TOKEN}`) {
      refused++;
      response.writeHead(401).end('{"message":"Unauthorized"}');
      return;
    }
    const renewTime = new Date().toISOString();
    const spec = { holderIdentity: 'a', leaseDurationSeconds: 15, acquireTime: renewTime, renewTime };
    response.end(JSON.stringify({ metadata: { name: 'leader' }, spec }));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  refused = 0;
});

afterAll(async () => {
  await close(api);
  bundle.remove();
  rmSync(folder, { recursive: true });
});

async function withExporter(user: object, ca: string, test: (exporter: Exporter) => Promise<unknown>): Promise<void> {
  const path = join(folder, 'config');
  const server = `https://127.0.0.1:${(api.address() as AddressInfo).port}`;
  writeFileSync(
    path,
    stringify({
      'current-context': 'here',
      contexts: [{ name: 'here', context: { cluster: 'cluster', user: 'sidecar' } }],
      clusters: [{ name: 'cluster', cluster: { server, 'certificate-authority-data': base64(ca) } }],
      users: [{ name: 'sidecar', user }],
    })
  );
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:1',
    ELASTISCOPE_ROLE: 'lease',
    ELASTISCOPE_LEASE: 'langflow/leader',
    ELASTISCOPE_IDENTITY: 'a',
    ELASTISCOPE_KUBECONFIG: path,
  });
  try {
    await test(exporter);
  } finally {
    await exporter.stop();
  }
}

const readsLease = (exporter: Exporter) =>
  exporter.scrapeUntil('it reads the lease', (scrape) => scrape.value(SIDECAR.leaseRenewTimestamp) !== undefined);

it.each([
  ['a token', { token: TOKEN }],
  ['a client certificate', { 'client-certificate-data': base64(CLIENT.cert), 'client-key-data': base64(CLIENT.key) }],
])('reads a Lease over TLS as the kubeconfig says: with %s', async (_, user) => {
  await withExporter(user, AUTHORITY.cert, readsLease);
  expect(refused).toBe(0);
});

it('says that it was refused when it has neither', async () => {
  await withExporter({}, AUTHORITY.cert, (exporter) =>
    until(() => exporter.log.includes('the API server answered 401: Unauthorized'), 'the log says so')
  );
  expect(refused).toBeGreaterThan(0);
});

it('tells no token to a server that another authority has signed', async () => {
  await withExporter({ token: TOKEN }, new Authority('another').cert, async (exporter) => {
    await until(() => exporter.log.includes('the lease cannot be read'), 'the log says so');
    expect(exporter.log).toContain('SELF_SIGNED_CERT_IN_CHAIN');
    expect((await exporter.scrape()).value(SIDECAR.leaseRenewTimestamp)).toBeUndefined();
  });
});

it('refuses a key that does not belong to its certificate', async () => {
  const user = { 'client-certificate-data': base64(CLIENT.cert), 'client-key-data': base64(AUTHORITY.issue('x').key) };
  const started = withExporter(user, AUTHORITY.cert, readsLease);
  await expect(started).rejects.toThrow(/its certificates or keys cannot be used: .*key values mismatch/);
});
