/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configHash, loadConfig } from './config';
import { FIELD_NAMES, FIELDS } from './configFields';
import { environmentSettings, parseFile } from './configSources';

const BACKEND = { ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:7860' };

const ELECTION = {
  ELASTISCOPE_ELECTION: 'lease',
  ELASTISCOPE_LEASE: 'default/leader',
  ELASTISCOPE_KUBERNETES_URL: 'http://127.0.0.1:1',
};

describe('loadConfig', () => {
  it('needs nothing but the backend', () => {
    const config = loadConfig({ ...BACKEND, POD_NAME: 'pod-0' });
    expect(config).toMatchObject({
      profile: 'generic',
      inboundListen: { host: undefined, port: 8080 },
      gatewayListen: { host: '127.0.0.1', port: 4000 },
      adminListen: { host: undefined, port: 9464 },
      identity: 'pod-0',
      role: 'none',
      coldStartHoldSeconds: 0,
      gracePeriodSeconds: 30,
      drainMinSeconds: 5,
    });
  });

  it('reads lists', () => {
    const config = loadConfig({
      ...BACKEND,
      ELASTISCOPE_PROVIDERS: 'openai=https://api.openai.com, kimi:moonshot=http://127.0.0.1:1/base',
      ELASTISCOPE_TARGETS: 'success_ratio=0.999,qps_per_replica=10',
      ELASTISCOPE_GATEWAY_LISTEN: '',
      ELASTISCOPE_ADMIN_LISTEN: '[::1]:9464',
    });
    expect(config.providers.map(({ name, pricedAs, url }) => [name, pricedAs.join(), url.href])).toEqual([
      ['openai', 'openai', 'https://api.openai.com/'],
      ['kimi', 'moonshot', 'http://127.0.0.1:1/base'],
    ]);
    expect([...config.targets]).toEqual([
      ['success_ratio', 0.999],
      ['qps_per_replica', 10],
    ]);
    expect(config.gatewayListen).toBeUndefined();
    expect(config.adminListen).toEqual({ host: '::1', port: 9464 });
  });

  it('reads an election, which is a role by lease as well', () => {
    expect(loadConfig({ ...BACKEND, ...ELECTION, ELASTISCOPE_RENEW_DEADLINE_SECONDS: '9.5' })).toMatchObject({
      role: 'lease',
      lease: { namespace: 'default', name: 'leader' },
      election: { leaseSeconds: 15, renewDeadlineSeconds: 9.5, retrySeconds: 2 },
    });
  });

  it('takes paths for parts of the backend', () => {
    const config = loadConfig({
      ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:7860/app',
      ELASTISCOPE_ROLE: 'http',
      ELASTISCOPE_ROLE_URL: '/leader',
      ELASTISCOPE_BACKEND_METRICS_URL: 'http://127.0.0.1:9090/metrics',
    });
    expect([config.roleUrl?.href, config.backendMetricsUrl?.href]).toEqual([
      'http://127.0.0.1:7860/leader',
      'http://127.0.0.1:9090/metrics',
    ]);
  });

  it.each([
    ['gemini=https://generativelanguage.googleapis.com', ['gemini', 'google']],
    ['azure=https://my-resource.openai.azure.com/openai', ['azure', 'openai']],
    ['claude=https://api.anthropic.com', ['claude', 'anthropic']],
    ['openai=https://api.openai.com', ['openai']],
    ['claude:contract=https://api.anthropic.com', ['contract']],
    ['local=http://127.0.0.1:11434', ['local']],
    ['mine=https://openai.com.example', ['mine']],
  ])('knows whose prices hold behind %s', (providers, pricedAs) => {
    const [provider] = loadConfig({ ...BACKEND, ELASTISCOPE_PROVIDERS: providers }).providers;
    expect(provider.pricedAs).toEqual(pricedAs);
  });

  it('reads teams and hourly costs', () => {
    const config = loadConfig({
      ...BACKEND,
      ELASTISCOPE_PROVIDERS: 'local=http://127.0.0.1:11434',
      ELASTISCOPE_TEAMS: '3FA9C1D2=search, 00112233445566=sales',
      ELASTISCOPE_HOURLY_COSTS: 'local=1.20',
    });
    expect([...config.teams]).toEqual([
      ['3fa9c1d2', 'search'],
      ['00112233445566', 'sales'],
    ]);
    expect([...config.hourlyCosts]).toEqual([['local', 1.2]]);
  });

  it.each([
    ['no backend', {}, 'ELASTISCOPE_BACKEND_URL: is not set; set it (or backend_url in the file) to'],
    [
      'a typo',
      { ELASTISCOPE_BACKEND_ULR: 'x' },
      'ELASTISCOPE_BACKEND_ULR: unknown setting; did you mean ELASTISCOPE_BACKEND_URL?',
    ],
    [
      'a scheme that is not HTTP',
      { ELASTISCOPE_BACKEND_URL: 'ftp://x' },
      'ELASTISCOPE_BACKEND_URL: "ftp://x" is not an http or https URL',
    ],
    [
      'a key in a URL',
      { ...BACKEND, ELASTISCOPE_PROVIDERS: 'openai=https://sk-1@api.openai.com' },
      'ELASTISCOPE_PROVIDERS: openai: a URL here has no user',
    ],
    [
      'an unknown profile',
      { ...BACKEND, ELASTISCOPE_PROFILE: 'lang' },
      'ELASTISCOPE_PROFILE: "lang" is not known; use langflow, kotaemon, chatchat, generic',
    ],
    [
      'a bad address',
      { ...BACKEND, ELASTISCOPE_INBOUND_LISTEN: '8080' },
      'ELASTISCOPE_INBOUND_LISTEN: "8080" is not an address; use e.g. :8080',
    ],
    [
      'a port beyond the last',
      { ...BACKEND, ELASTISCOPE_INBOUND_LISTEN: ':70000' },
      'ELASTISCOPE_INBOUND_LISTEN: ":70000" is not an address',
    ],
    [
      'an unknown objective',
      { ...BACKEND, ELASTISCOPE_TARGETS: 'success=1' },
      'ELASTISCOPE_TARGETS: success: "success" is no objective; use success_ratio',
    ],
    [
      'a target with a unit',
      { ...BACKEND, ELASTISCOPE_TARGETS: 'budget_usd_per_month=30$' },
      'ELASTISCOPE_TARGETS: budget_usd_per_month: "30$" is not a number (use 30)',
    ],
    [
      'an entry without a value',
      { ...BACKEND, ELASTISCOPE_PROVIDERS: 'openai' },
      'ELASTISCOPE_PROVIDERS: "openai" is not key=value',
    ],
    [
      'a provider that a flow would hide',
      { ...BACKEND, ELASTISCOPE_PROVIDERS: 'f=http://x' },
      'ELASTISCOPE_PROVIDERS: f: "f" cannot name a provider',
    ],
    [
      'a negative time',
      { ...BACKEND, ELASTISCOPE_DRAIN_MIN_SECONDS: '-1' },
      'ELASTISCOPE_DRAIN_MIN_SECONDS: "-1" is not a number of seconds',
    ],
    ['a role without a lease', { ...BACKEND, ELASTISCOPE_ROLE: 'lease' }, 'ELASTISCOPE_LEASE: is not set'],
    [
      'a lease without an API',
      { ...BACKEND, ELASTISCOPE_ROLE: 'lease', ELASTISCOPE_LEASE: 'a/b' },
      'ELASTISCOPE_KUBERNETES_URL: ELASTISCOPE_ROLE=lease needs an API server',
    ],
    [
      'a lease without a namespace',
      { ...BACKEND, ELASTISCOPE_LEASE: 'b' },
      'ELASTISCOPE_LEASE: "b" is not namespace/name',
    ],
    ['a role by HTTP without a URL', { ...BACKEND, ELASTISCOPE_ROLE: 'http' }, 'ELASTISCOPE_ROLE_URL: is not set'],
    ['a role by file without a file', { ...BACKEND, ELASTISCOPE_ROLE: 'file' }, 'ELASTISCOPE_ROLE_FILE: is not set'],
    [
      'an election beside another role',
      { ...BACKEND, ELASTISCOPE_ROLE: 'file', ELASTISCOPE_ROLE_FILE: '/r', ELASTISCOPE_ELECTION: 'lease' },
      'ELASTISCOPE_ELECTION: goes with ELASTISCOPE_ROLE=lease, not with file',
    ],
    [
      'an election in which two could lead',
      { ...BACKEND, ...ELECTION, ELASTISCOPE_RENEW_DEADLINE_SECONDS: '15' },
      'ELASTISCOPE_RENEW_DEADLINE_SECONDS: 15 is not less than the lease duration of 15 s; two could lead at once',
    ],
    [
      'an election that never renews in time',
      { ...BACKEND, ...ELECTION, ELASTISCOPE_RETRY_PERIOD_SECONDS: '10' },
      'ELASTISCOPE_RETRY_PERIOD_SECONDS: "10" does not fit; use more than 0 and less than the renew deadline of 10 s',
    ],
    [
      'a limit of nothing',
      { ...BACKEND, ELASTISCOPE_LABEL_VALUES: '0' },
      'ELASTISCOPE_LABEL_VALUES: "0" is not a whole number from 1',
    ],
    [
      'an hourly cost of nobody',
      { ...BACKEND, ELASTISCOPE_HOURLY_COSTS: 'local=1' },
      'ELASTISCOPE_HOURLY_COSTS: "local" is no provider; known are none',
    ],
    [
      'a key in place of its hash, which it does not repeat',
      { ...BACKEND, ELASTISCOPE_TEAMS: 'sk-very-secret=red' },
      'ELASTISCOPE_TEAMS: sk-v…: not 8 to 64 hex digits of a SHA-256',
    ],
    [
      'a team without a name',
      { ...BACKEND, ELASTISCOPE_TEAMS: '3fa9c1d2=' },
      'ELASTISCOPE_TEAMS: 3fa9c1d2: the name of the team is missing',
    ],
    [
      'readiness by a role there is not',
      { ...BACKEND, ELASTISCOPE_READY_ONLY_WHEN_LEADER: 'true' },
      'ELASTISCOPE_READY_ONLY_WHEN_LEADER: there is no role',
    ],
    [
      'a file that is not there',
      { ...BACKEND, ELASTISCOPE_CONFIG: '/nowhere.yaml' },
      'ELASTISCOPE_CONFIG: cannot read /nowhere.yaml',
    ],
  ])('says in one line what is wrong: %s', (_, env, message) => {
    let text = '';
    try {
      loadConfig(env);
    } catch (error) {
      text = String(error instanceof Error ? error.message : error);
    }
    expect(text.startsWith(message) ? message : text).toBe(message);
    expect(text).not.toContain('\n');
  });

  it('is not disturbed by what Kubernetes sets for a Service of that name', () => {
    const env = {
      ELASTISCOPE_EXPORTER_SERVICE_HOST: '10.0.0.1',
      ELASTISCOPE_EXPORTER_SERVICE_PORT_HTTP: '80',
      ELASTISCOPE_EXPORTER_PORT: 'tcp://10.0.0.1:80',
      ELASTISCOPE_EXPORTER_PORT_80_TCP_ADDR: '10.0.0.1',
    };
    expect(environmentSettings(env).size).toBe(0);
  });
});

describe('parseFile', () => {
  it.each([
    [
      'an unknown key',
      'profile: langflow\nbackend_ulr: x\n',
      'c.yaml:2: backend_ulr: unknown key; did you mean backend_url?',
    ],
    ['a map where a value belongs', 'profile:\n  a: b\n', 'c.yaml:1: profile: must be one value'],
    ['a list where a map belongs', 'providers:\n  - a\n', 'c.yaml:1: providers: must be a map'],
    ['broken YAML', 'profile: "a\n', 'c.yaml:'],
    ['a key twice', 'profile: a\nprofile: b\n', 'c.yaml:2: Map keys must be unique'],
    ['no map', '- a\n', 'c.yaml:1: is not a list of settings'],
  ])('says where the mistake is: %s', (_, text, message) => {
    expect(() => parseFile('c.yaml', text)).toThrow(message);
  });

  it('remembers the line of each entry', () => {
    const targets = parseFile('c.yaml', 'profile: langflow\ntargets:\n  success_ratio: 0.99\n  x: 1\n').get('targets');
    expect(targets?.entries?.[1]).toEqual({ where: 'c.yaml:4: targets.x', key: 'x', text: '1' });
  });

  it('takes an empty file for no settings', () => {
    expect(parseFile('c.yaml', '# nothing\n').size).toBe(0);
  });
});

describe('configHash', () => {
  it('is the same for replicas of one workload and another when they are set up differently', () => {
    const of = (env: object) => configHash(loadConfig({ ...BACKEND, ...env }));
    const base = of({ POD_NAME: 'a' });
    expect(of({ POD_NAME: 'b', ELASTISCOPE_INBOUND_LISTEN: ':1', ELASTISCOPE_LOG: 'text' })).toBe(base);
    expect(of({ ELASTISCOPE_RELEASE: '2' })).toBe(base);
    expect(of({ ELASTISCOPE_TARGETS: 'success_ratio=0.9' })).not.toBe(base);
    expect(base).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('FIELDS', () => {
  it.each(FIELD_NAMES)('%s has the same name in the environment and in the file', (name) => {
    expect(FIELDS[name].env).toBe(`ELASTISCOPE_${name.toUpperCase()}`);
  });
});

describe('docs/sidecar.md', () => {
  const text = readFileSync(join(__dirname, '../../docs/sidecar.md'), 'utf8');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

  it.each(FIELD_NAMES)('has %s with its default', (name) => {
    const row = rows.find(([, variable]) => variable === FIELDS[name].env);
    expect(row?.[2]).toBe(FIELDS[name].default);
  });
});
