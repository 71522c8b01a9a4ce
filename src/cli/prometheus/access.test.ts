/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, UsageError } from '../command';
import { accessOf } from './access';

const folder = mkdtempSync(join(tmpdir(), 'elastiscope-access-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

file('token', 'from-file\n');
const NOBODY = {};

const access = (address: string, config?: string, environment: Readonly<Record<string, string>> = NOBODY) =>
  accessOf(
    { address, configPath: config === undefined ? undefined : file('config.yml', config), timeoutSeconds: 1 },
    environment
  );

it.each<[string, string, string]>([
  ['a slash at its end', 'http://prom:9090/', 'http://prom:9090'],
  ['a path', 'https://mimir/prometheus/', 'https://mimir/prometheus'],
  ['credentials, which fetch would refuse', 'http://me:secret@prom/', 'http://prom'],
  ['a copied query', 'http://prom/?g0.expr=up#now', 'http://prom'],
])('takes an address with %s', (_name, address, url) => expect(access(address).url).toBe(url));

it.each<[string, string]>([
  ['no scheme', 'prom:9090'],
  ['another scheme', 'ftp://prom'],
  ['nothing', ''],
])('refuses an address with %s', (_name, address) => {
  expect(() => access(address)).toThrow(UsageError);
  expect(() => access(address)).toThrow(`--prometheus ${address}: is not an address`);
});

it('shows no password when it refuses an address', () => {
  expect(() => access('htp://me:secret@prom')).toThrow('--prometheus htp://…@prom: is not an address');
});

const PASSWORD = `Basic ${Buffer.from('me:s:cret').toString('base64')}`;

it.each<[string, { address?: string; config?: string; environment?: Record<string, string> }, object]>([
  ['nobody', {}, {}],
  ['a token', { environment: { PROMETHEUS_TOKEN: 'abc' } }, { authorization: 'Bearer abc' }],
  [
    'a name and a password',
    { environment: { PROMETHEUS_USERNAME: 'me', PROMETHEUS_PASSWORD: 's:cret' } },
    { authorization: PASSWORD },
  ],
  [
    'the address before the environment',
    { address: 'http://me:s%3Acret@prom', environment: { PROMETHEUS_TOKEN: 'abc' } },
    { authorization: PASSWORD },
  ],
  [
    'the file before all',
    { address: 'http://a:b@prom', config: 'basic_auth: {username: me, password: "s:cret"}' },
    { authorization: PASSWORD },
  ],
  ['an empty file as nobody', { config: '' }, {}],
  [
    'a token in a file of its own',
    { config: 'authorization: {credentials_file: token}' },
    { authorization: 'Bearer from-file' },
  ],
  ['another scheme', { config: 'authorization: {type: Token, credentials: x}' }, { authorization: 'Token x' }],
  [
    'headers, for example of a tenant',
    { config: 'http_headers: {X-Scope-OrgID: {values: [a, b]}, X-Key: {secrets: [s], files: [token]}}' },
    { 'x-scope-orgid': 'a, b', 'x-key': 's, from-file' },
  ],
])('asks as %s', (_name, { address = 'http://prom', config, environment }, headers) => {
  expect(access(address, config, environment).headers).toEqual(headers);
});

it.each<[string, string, string]>([
  ['no YAML', 'a: [', 'is not YAML'],
  ['a list', '- a', 'has to be a mapping'],
  ['an unknown field', 'proxy_url: x', 'proxy_url is not supported; there are basic_auth, authorization, http_headers'],
  [
    'certificates',
    'tls_config: {ca_file: x}',
    'tls_config is not supported; name the certificate authority in the environment: NODE_EXTRA_CA_CERTS=FILE',
  ],
  ['no name', 'basic_auth: {password: x}', 'basic_auth.username is missing'],
  ['no credentials', 'authorization: {type: Bearer}', 'authorization.credentials is missing'],
  [
    'two passwords',
    'basic_auth: {username: me, password: x, password_file: y}',
    'basic_auth.password is given beside password_file; leave one of them out',
  ],
  ['a header that is no list', 'http_headers: {X: {values: a}}', 'http_headers.X.values has to be a list'],
  ['a file that is not there', 'authorization: {credentials_file: nowhere}', 'nowhere: cannot be read'],
])('refuses a file with %s', (_name, config, message) => {
  expect(() => access('http://prom', config)).toThrow(CommandError);
  expect(() => access('http://prom', config)).toThrow(message);
});

it('names the header that cannot be sent', () => {
  expect(() => access('http://prom', undefined, { PROMETHEUS_TOKEN: 'a\nb' })).toThrow(
    'the header authorization for Prometheus has characters that a header may not have'
  );
});
