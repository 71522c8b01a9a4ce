import { execFile } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBinaries } from '../../setup/binaries';
import { buildCommand } from './command';

const run = promisify(execFile);

const OWN = `# Alerts of the platform team.
global:
  smtp_smarthost: 127.0.0.1:25
  smtp_from: alerts@example.com
route:
  receiver: team
  routes:
    # The database wakes its own people.
    - matchers: [team="db"]
      receiver: team
receivers:
  - name: team
`;

let amtool: string;
let folder: string;
let file: string;
let template: string;
const command = buildCommand();

beforeAll(async () => {
  ({ amtool } = await ensureBinaries(['amtool']));
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-merge-'));
  file = join(folder, 'alertmanager.yml');
  template = join(folder, 'elastiscope.tmpl');
  writeFileSync(file, OWN);
});

afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => command.remove());

const merge = (...args: readonly string[]) => command.run(['alertmanager', 'merge', ...args]);
const read = (path: string) => readFileSync(path, 'utf8');

it('prints the result and writes nothing', async () => {
  const { code, stdout, stderr } = await merge(file);
  expect(code).toBe(0);
  expect(stdout).toContain('- name: elastiscope-page');
  expect(stderr).toContain('route: added before the others');
  expect(read(file)).toBe(OWN);
  expect(readdirSync(folder)).toEqual(['alertmanager.yml']);
});

it('reads standard input', async () => {
  const { stdout } = await command.run(['alertmanager', 'merge', '-'], OWN);
  expect(stdout).toBe((await merge(file)).stdout);
});

it('replaces the file, which amtool accepts and routes by, and does nothing more the second time', async () => {
  expect(await merge(file, '--write', '--slack-api-url-file', '/run/slack')).toMatchObject({ code: 0 });
  const { stdout } = await run(amtool, ['check-config', file]);
  expect(stdout).toMatch(/6 receivers[^]*1 templates/);
  await run(amtool, [
    'config',
    'routes',
    'test',
    `--config.file=${file}`,
    '--verify.receivers=elastiscope-page',
    'bundle=elastiscope',
    'severity=critical',
    'team=db',
  ]);
  const merged = read(file);
  expect(await merge(file, '--check')).toMatchObject({ code: 0, stdout: '' });
  const { stderr } = await merge(file, '--write');
  expect(stderr).toContain('up to date');
  expect(stderr).not.toContain('wrote');
  expect(read(file)).toBe(merged);
});

it('shows the difference, and writes nothing', async () => {
  const { code, stdout } = await merge(file, '--diff');
  expect(code).toBe(0);
  expect(stdout).toContain(' route:\n   receiver: team\n   routes:\n+    - # Elastiscope');
  expect(stdout.split('\n').filter((line) => line.startsWith('-') && !line.startsWith('---'))).toEqual([]);
  expect(read(file)).toBe(OWN);
  const patched = join(folder, 'patched.yml');
  writeFileSync(patched, OWN);
  const patch = join(folder, 'merge.patch');
  writeFileSync(patch, stdout.slice(0, stdout.indexOf('--- /dev/null')));
  await run('patch', ['--silent', patched, patch]);
  expect(read(patched)).toBe((await merge(file)).stdout);
});

it('says by its exit code whether something would change', async () => {
  expect(await merge(file, '--check')).toEqual({ code: 3, stdout: '', stderr: '' });
});

it('writes elsewhere, templates beside it', async () => {
  const other = join(folder, 'generated');
  mkdirSync(other);
  await merge(file, '--output', join(other, 'am.yml'), '--template-path', '/etc/alertmanager/elastiscope.tmpl');
  expect(read(file)).toBe(OWN);
  expect(readdirSync(other).sort()).toEqual(['am.yml', 'elastiscope.tmpl']);
  expect(read(join(other, 'am.yml'))).toContain('  - /etc/alertmanager/elastiscope.tmpl');
});

it('keeps mode and symbolic link of the file, and leaves nothing beside it', async () => {
  chmodSync(file, 0o640);
  const link = join(folder, 'link.yml');
  symlinkSync(file, link);
  await merge(link, '--write');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(read(file)).toContain('elastiscope-page');
  expect(readdirSync(folder).sort()).toEqual(['alertmanager.yml', 'elastiscope.tmpl', 'link.yml']);
});

it('sets the address of Grafana, and keeps it when it is not given again', async () => {
  await merge(file, '--write', '--grafana-url', 'https://grafana.example.com/');
  const define = '{{ define "elastiscope.grafana_url" }}https://grafana.example.com{{ end }}';
  expect(read(template)).toContain(define);
  await merge(file, '--write');
  expect(read(template)).toContain(define);
  await merge(file, '--write', '--grafana-url', 'http://other');
  expect(read(template)).toContain('{{ define "elastiscope.grafana_url" }}http://other{{ end }}');
});

it('puts the templates where the configuration has them', async () => {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(file, `${OWN}templates:\n  - templates/*.tmpl\n`);
  await merge(file, '--write', '--template-path', 'templates/elastiscope.tmpl');
  expect(readdirSync(join(folder, 'templates'))).toEqual(['elastiscope.tmpl']);
  expect(read(file)).toContain('templates:\n  - templates/*.tmpl\n');
});

it('lets the user change times and receivers, and keeps that', async () => {
  await merge(file, '--write', '--slack-api-url-file', '/run/slack', '--slack-channel', '#alerts');
  const edited = read(file).replaceAll("'#alerts'", "'#other'").replace('location: UTC', 'location: Europe/Paris');
  writeFileSync(file, edited);
  const { stderr } = await merge(file, '--write', '--slack-api-url-file', '/run/slack');
  expect(stderr).toContain('receiver elastiscope-page: kept as you set it');
  expect(read(file)).toBe(edited);
});

describe('refuses', () => {
  it.each<[string, readonly string[], number, string]>([
    ['no file', [], 2, 'name one configuration file'],
    ['two files', ['a', 'b'], 2, 'name one configuration file'],
    ['an unknown option', ['FILE', '--wirte'], 2, '--wirte'],
    ['two ways to deliver', ['FILE', '--write', '--diff'], 2, 'one of --write'],
    ['to replace standard input', ['-', '--write'], 2, 'standard input cannot be replaced'],
    ['a channel without its webhook', ['FILE', '--slack-channel', '#a'], 2, 'needs --slack-api-url-file'],
    ['to replace receivers by nothing', ['FILE', '--replace-receivers'], 2, 'say by what'],
    ['an address that is none', ['FILE', '--grafana-url', 'grafana'], 2, 'is no address of a Grafana'],
    ['a webhook that is none', ['FILE', '--webhook-url', 'ftp://x'], 2, 'no http or https address'],
    ['another name for the templates', ['FILE', '--template-path', 'a.tmpl'], 2, 'must end in elastiscope.tmpl'],
    ['a file that is not there', ['/nonexistent/a.yml'], 1, 'cannot be read'],
    ['a folder', ['FOLDER'], 1, 'cannot be read'],
  ])('%s', async (_name, args, code, message) => {
    const outcome = await merge(...args.map((arg) => arg.replace('FILE', file).replace('FOLDER', folder)));
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(read(file)).toBe(OWN);
  });

  it('what is not UTF-8', async () => {
    writeFileSync(file, Buffer.from('route: { receiver: "\xe9" }\n', 'latin1'));
    expect((await merge(file)).stderr).toContain('is not UTF-8');
  });

  it('a template file that is not ours', async () => {
    writeFileSync(template, '{{ define "mine" }}{{ end }}\n');
    expect(await merge(file, '--write')).toMatchObject({ code: 1 });
    expect(read(template)).toBe('{{ define "mine" }}{{ end }}\n');
    expect(read(file)).toBe(OWN);
  });

  it('a folder where nothing can be written', async () => {
    const { code, stderr } = await merge(file, '--output', join(folder, 'none', 'am.yml'));
    expect(code).toBe(1);
    expect(stderr).toContain('cannot be replaced');
  });
});

it('write-short: leaves the file as it was where the disk takes only a part', async () => {
  // A limit on the size of files stands for a full disk: the first kilobytes can be written, the rest cannot.
  const script = `ulimit -f 4; trap '' XFSZ; exec "$0" "$@"`;
  const args = ['-c', script, process.execPath, command.path, 'alertmanager', 'merge', file, '--write'];
  await expect(run('sh', args)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('cannot be replaced'),
  });
  expect(read(file)).toBe(OWN);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it('refuses what Kubernetes mounts from a ConfigMap, and says what to do', async () => {
  const volume = join(folder, '..2026_11_30_19_00_00.1');
  mkdirSync(volume);
  writeFileSync(join(volume, 'mounted.yml'), OWN);
  symlinkSync('..2026_11_30_19_00_00.1', join(folder, '..data'));
  symlinkSync('..data/mounted.yml', join(folder, 'mounted.yml'));
  const { code, stderr } = await merge(join(folder, 'mounted.yml'), '--write');
  expect(code).toBe(1);
  expect(stderr).toContain('merge a copy');
  expect(read(join(folder, 'mounted.yml'))).toBe(OWN);
  const { stdout } = await merge('--help');
  expect(stdout).toContain('kubectl create secret generic');
  expect(stdout).toContain('alertmanager.templateFiles');
});

it('merges a configuration of a megabyte, every line of it kept', async () => {
  const receiver = (index: number) =>
    `  - name: team-${index} # of many\n    webhook_configs:\n      - url: 'http://team-${index}.example.com/'\n`;
  const many = OWN + Array.from({ length: 11_000 }, (_, index) => receiver(index)).join('');
  expect(many.length).toBeGreaterThan(1_000_000);
  writeFileSync(file, many);
  const { code } = await merge(file, '--write');
  expect(code).toBe(0);
  const kept = new Set(read(file).split('\n'));
  expect(many.split('\n').filter((line) => !kept.has(line))).toEqual([]);
});

it('explains itself', async () => {
  expect(await command.run([])).toMatchObject({ code: 0, stdout: expect.stringContaining('alertmanager merge') });
  expect((await merge('--help')).stdout).toContain('--replace-receivers');
  expect(await command.run(['--version'])).toMatchObject({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(await command.run(['nonsense'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('unknown command'),
  });
});
