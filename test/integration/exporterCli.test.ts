import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ensureBinaries } from '../../setup/binaries';
import { ask, buildExporter, Exporter, serve } from './exporterProcess';

let bundle: ReturnType<typeof buildExporter>;
let folder: string;

beforeAll(() => {
  bundle = buildExporter();
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-config-'));
});

afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

/** Runs the file itself, not through Node, from a folder that has nothing to do with it. */
function run(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(bundle.path, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const BACKEND = { ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:1' };

it('tells its version, its settings, and what it would run with', () => {
  expect(run(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(run(['--help']).stdout).toContain('ELASTISCOPE_COLD_START_HOLD_SECONDS (0)');
  const config = file('good.yaml', 'profile: langflow\ntargets:\n  success_ratio: 0.99\n');
  const env = { ...BACKEND, ELASTISCOPE_CONFIG: config, ELASTISCOPE_PROFILE: 'chatchat' };
  expect(run(['--check-config'], env)).toMatchObject({ status: 0, stdout: 'The configuration is valid.\n' });
  expect(parse(run(['--print-config'], env).stdout)).toMatchObject({
    profile: 'chatchat',
    targets: { success_ratio: 0.99 },
    admin_listen: ':9464',
  });
});

it('writes nothing: it runs where no file may be written', async () => {
  const flags = process.allowedNodeEnvironmentFlags;
  const permission = flags.has('--permission') ? '--permission' : '--experimental-permission';
  const network = flags.has('--allow-net') ? ' --allow-net' : '';
  const backend = await serve((_, response) => response.end('served'));
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    NODE_OPTIONS: `${permission} --allow-fs-read=*${network}`,
  });
  try {
    expect((await ask(exporter.url('inbound'))).body.toString()).toBe('served');
    expect((await exporter.scrape()).text).toContain('http_requests_total');
    exporter.child.kill('SIGTERM');
    expect(await exporter.exited).toBe(0);
  } finally {
    await exporter.stop();
    await backend.kill();
  }
});

it('is small enough for a sidecar', () => {
  expect(statSync(bundle.path).size).toBeLessThan(600_000);
});

describe('mistakes are one line and a failure', () => {
  it.each<[string, () => [string[], Record<string, string>], RegExp]>([
    ['nothing is set', () => [[], {}], /ELASTISCOPE_BACKEND_URL: is not set/],
    [
      'an unknown variable',
      () => [[], { ...BACKEND, ELASTISCOPE_PROFIL: 'x' }],
      /ELASTISCOPE_PROFIL: unknown setting; did you mean ELASTISCOPE_PROFILE\?/,
    ],
    [
      'an unknown key',
      () => [[], { ...BACKEND, ELASTISCOPE_CONFIG: file('key.yaml', '# c\nprofle: x\n') }],
      /key\.yaml:2: profle: unknown key; did you mean profile\?/,
    ],
    ['an unknown option', () => [['--halp'], {}], /--halp: unknown option; did you mean --help\?/],
    [
      'prices that are none',
      () => [[], { ...BACKEND, ELASTISCOPE_PRICES: file('p.csv', 'provider,model,input,output\np,m,1$,2\n') }],
      /p\.csv:2: input: "1\$" is not a price/,
    ],
  ])('%s', (_, given, message) => {
    const [args, env] = given();
    const { status, stderr } = run(args, env);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each(['ADMIN', 'GATEWAY', 'INBOUND'])('the port of the %s listener is in use', async (listener) => {
    const backend = await serve((_, response) => response.end());
    const env = {
      PATH: process.env.PATH,
      ELASTISCOPE_BACKEND_URL: backend.url,
      ELASTISCOPE_ADMIN_LISTEN: '127.0.0.1:0',
      ELASTISCOPE_GATEWAY_LISTEN: '127.0.0.1:0',
      ELASTISCOPE_INBOUND_LISTEN: '127.0.0.1:0',
      [`ELASTISCOPE_${listener}_LISTEN`]: `127.0.0.1:${backend.port}`,
    };
    const child = spawn(bundle.path, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const status = await new Promise((resolve) => child.once('close', resolve));
    await backend.kill();
    const [line, ...more] = stderr.split('\n').filter((each) => each !== '' && !each.startsWith('{'));
    expect(status).toBe(1);
    expect(line).toBe(
      `elastiscope-exporter: ELASTISCOPE_${listener}_LISTEN: cannot listen on 127.0.0.1:${backend.port}: ` +
        'the port is in use; stop the other process or choose another port'
    );
    expect(more).toEqual([]);
  });
});

it('exports what promtool accepts', async () => {
  const { promtool } = await ensureBinaries(['promtool']);
  const backend = await serve((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end('{"model":"gpt-4o","usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}');
  });
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROVIDERS: `openai=${backend.url}`,
    ELASTISCOPE_TARGETS: 'success_ratio=0.999',
  });
  try {
    await ask(exporter.url('inbound'));
    await ask(exporter.url('gateway', '/openai/v1/chat/completions'), {
      method: 'POST',
      parts: ['{"model":"gpt-4o"}'],
    });
    const { text } = await exporter.scrape();
    const { status, stdout, stderr } = spawnSync(promtool, ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: '' });
  } finally {
    await exporter.stop();
    await backend.kill();
  }
});
