/** @jest-environment node */
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseKubeconfig, readKubeconfig } from './kubeconfig';

type Fields = Readonly<Record<string, unknown>>;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-kubeconfig-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** As kubectl writes it, with these fields of the cluster and of the user. */
function kubeconfig(user: Fields = {}, cluster: Fields = {}, more: Fields = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [
      { name: 'elsewhere', context: { cluster: 'lab', user: 'bob' } },
      { name: 'here', context: { cluster: 'prod', user: 'sidecar', namespace: 'langflow' } },
    ],
    clusters: [
      { name: 'lab', cluster: { server: 'https://lab.example' } },
      { name: 'prod', cluster: { server: 'https://10.0.0.1:6443/k8s', ...cluster } },
    ],
    users: [
      { name: 'bob', user: { exec: { command: 'aws' } } },
      { name: 'sidecar', user },
    ],
    ...more,
  });
}

const parsed = (text: string) => parseKubeconfig(join(folder, 'config'), text);

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    // Under Jest, errors of the file system are of another realm, and told with their class.
    return String(error instanceof Error ? error.message : error).replace('Error: ENOENT', 'ENOENT');
  }
  return 'nothing was wrong';
}

describe('a kubeconfig', () => {
  it('leads to the server of its current context, whatever else is in it', () => {
    const { url, tls, token } = parsed(kubeconfig({ token: ' secret\n' }, { 'tls-server-name': 'api.example' }));
    expect(url.href).toBe('https://10.0.0.1:6443/k8s');
    expect(tls).toEqual({ ca: undefined, cert: undefined, key: undefined, servername: 'api.example' });
    expect(token()).toBe('secret');
  });

  it.each([
    ['no credentials', {}],
    ['an empty token', { token: '' }],
    ['switched off what is refused', { exec: null, 'auth-provider': null, username: '', as: '' }],
  ])('asks without a token when it has %s', (_, user) => {
    expect(parsed(kubeconfig(user)).token()).toBeUndefined();
  });

  it('may say that TLS is checked', () => {
    expect(parsed(kubeconfig({}, { 'insecure-skip-tls-verify': false, 'proxy-url': '' })).url.port).toBe('6443');
  });

  it('is JSON just as well', () => {
    const json = JSON.stringify({
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
      clusters: [{ name: 'k', cluster: { server: 'http://127.0.0.1:8001' } }],
      users: [{ name: 'u', user: {} }],
    });
    expect(parsed(json).url.href).toBe('http://127.0.0.1:8001/');
  });
});

describe('a token in a file', () => {
  it('is found beside the kubeconfig, comes before a fixed one, and is read anew for each request', () => {
    file('token', 'first\n');
    const { token } = parsed(kubeconfig({ tokenFile: 'token', token: 'fixed' }));
    expect(token()).toBe('first');
    file('token', 'second\n');
    expect(token()).toBe('second');
  });

  it('holds on while the file is replaced', () => {
    const path = file('token', 'first');
    const { token } = parsed(kubeconfig({ tokenFile: path }));
    file('token', '');
    expect(token()).toBe('first');
    rmSync(path);
    expect(token()).toBe('first');
    file('token', 'second');
    expect(token()).toBe('second');
  });

  it.each([
    ['is missing', undefined, 'tokenFile: cannot read token: ENOENT'],
    ['is empty', ' \n', 'tokenFile: token is empty'],
  ])('is refused at the start when it %s', (_, text, message) => {
    if (text !== undefined) {
      file('token', text);
    }
    expect(messageOf(() => parsed(kubeconfig({ tokenFile: 'token' })))).toContain(message);
  });
});

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('is refused, with what to do,', () => {
  it.each<[string, Fields, Fields, string]>([
    [
      'a program to run',
      { exec: { command: 'aws' } },
      {},
      'user "sidecar": exec is not supported, because the sidecar starts no programs; use the token',
    ],
    [
      'an auth provider',
      { 'auth-provider': { name: 'gcp' } },
      {},
      'user "sidecar": auth-provider is not supported, and Kubernetes removed it; use the token',
    ],
    [
      'a password',
      { username: 'admin', password: 'x' },
      {},
      'user "sidecar": username is not supported, and Kubernetes removed it; use a token',
    ],
    [
      'somebody else to act as',
      { as: 'root' },
      {},
      'user "sidecar": as is not supported; use the credentials of that user',
    ],
    [
      'TLS that is not checked',
      {},
      { 'insecure-skip-tls-verify': true },
      'cluster "prod": insecure-skip-tls-verify is refused, because anybody on the way',
    ],
    ['a proxy', {}, { 'proxy-url': 'socks5://127.0.0.1:1080' }, 'cluster "prod": proxy-url is not supported'],
    ['no server', {}, { server: '' }, 'cluster "prod": server "" is not an http or https URL'],
    [
      'a server without a scheme',
      {},
      { server: '10.0.0.1:6443' },
      'cluster "prod": server "10.0.0.1:6443" is not an http or https URL',
    ],
    [
      'a server of another kind',
      {},
      { server: 'unix:///run/k8s' },
      'cluster "prod": server "unix:///run/k8s" is not an http or https URL',
    ],
    [
      'a certificate without a key',
      { 'client-certificate-data': base64(PEM) },
      {},
      'client-certificate and client-key go together',
    ],
    [
      'a key without a certificate',
      { 'client-key-data': base64('x') },
      {},
      'client-certificate and client-key go together',
    ],
    [
      'a CA file that is missing',
      {},
      { 'certificate-authority': 'ca.crt' },
      'certificate-authority: cannot read ca.crt: ENOENT',
    ],
    [
      'CA data that is no certificate',
      {},
      { 'certificate-authority-data': '!!!' },
      'certificate-authority holds no certificate in PEM form',
    ],
    [
      'CA data that is PEM written twice in base64',
      {},
      { 'certificate-authority-data': base64(base64(PEM)) },
      'certificate-authority holds no certificate in PEM form',
    ],
    [
      'a CA certificate that is broken',
      {},
      { 'certificate-authority-data': base64(PEM) },
      'its certificates or keys cannot be used: ',
    ],
    [
      'a client certificate that is broken',
      { 'client-certificate-data': base64(PEM), 'client-key-data': base64('x') },
      {},
      'its certificates or keys cannot be used: ',
    ],
  ])('%s', (_, user, cluster, expected) => {
    const message = messageOf(() => parsed(kubeconfig(user, cluster)));
    expect(message).toContain(`${join(folder, 'config')}: ${expected}`);
    expect(message).not.toContain('\n');
  });

  it.each<[string, Fields, string]>([
    [
      'no current context',
      { 'current-context': '' },
      'current-context is not set; choose one with kubectl config use-context',
    ],
    ['a current context that is no text', { 'current-context': 7 }, 'current-context is not set'],
    ['a context that is not there', { 'current-context': 'x' }, 'contexts: there is no "x"; known are elsewhere, here'],
    ['no contexts', { contexts: null }, 'contexts: there is no "here"; known are none'],
    ['contexts that are no list', { contexts: { here: {} } }, 'contexts: there is no "here"; known are none'],
    ['a context that is empty', { contexts: [{ name: 'here' }] }, 'contexts: there is no "here"'],
    [
      'a context without a cluster',
      { contexts: [{ name: 'here', context: { user: 'sidecar' } }] },
      'the current context names no cluster',
    ],
    [
      'a context without a user',
      { contexts: [{ name: 'here', context: { cluster: 'prod' } }] },
      'the current context names no user',
    ],
    [
      'a cluster that is not there',
      { clusters: [{ name: 'lab', cluster: {} }, null, 7] },
      'clusters: there is no "prod"; known are lab, ?, ?',
    ],
    ['a user that is not there', { users: [] }, 'users: there is no "sidecar"; known are none'],
  ])('%s', (_, more, expected) => {
    expect(messageOf(() => parsed(kubeconfig({}, {}, more)))).toContain(`${join(folder, 'config')}: ${expected}`);
  });
});

describe('a file that is no kubeconfig', () => {
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
  ].join('\n');

  it.each([
    ['empty', ''],
    ['text', 'MASTER'],
    ['a list', '- a\n- b'],
    ['YAML that is broken', 'contexts: [\n  - {'],
    ['several documents', `${kubeconfig()}---\n${kubeconfig()}`],
    ['a bomb of aliases', bomb],
    ['an alias of nothing', 'contexts: *nothing'],
    ['binary', '\u0000\u0001\ufffd\u0007'],
    ['deeply nested', '['.repeat(20_000)],
  ])('is refused in one line when it is %s', (_, text) => {
    const message = messageOf(() => parsed(text));
    expect(message).toMatch(/^\S+\/config: ./);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(400);
  });

  it.each([
    ['is missing', (): void => undefined, 'ENOENT'],
    ['is a folder', () => mkdirSync(join(folder, 'config')), 'it is not a file'],
    ['is a device', (): void => undefined, 'it is not a file', '/dev/zero'],
    ['is huge', () => truncateSync(file('config', 'a'), 3 * 1024 ** 3), 'it has more than 1048576 bytes'],
  ])('is refused when it %s', (_, make, expected, path = join(folder, 'config')) => {
    make();
    expect(messageOf(() => readKubeconfig(path))).toContain(`ELASTISCOPE_KUBECONFIG: cannot read ${path}: ${expected}`);
  });
});
