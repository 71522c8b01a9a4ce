import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const PROJECT = resolve(__dirname, '../..');
const FILE = join(PROJECT, 'docker-compose.yml');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly target: string };
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose: Compose = parse(readFileSync(FILE, 'utf8'));
const services = Object.entries(compose.services);

interface Finding {
  readonly rule: string;
  readonly message: string;
}

/** What the linter, which carries the schema of the Compose specification, finds wrong with a file. Style is ours. */
function schemaErrors(file: string): string[] {
  const { stdout: output } = spawnSync('npx', ['dclint', '--formatter', 'json', file], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const results: ReadonlyArray<{ readonly messages: readonly Finding[] }> = JSON.parse(output);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ rule }) => rule === 'invalid-schema' || rule === 'invalid-yaml')
    .map(({ message }) => message);
}

describe('docker-compose.yml', () => {
  it('is valid by the Compose schema', () => {
    expect(schemaErrors(FILE)).toEqual([]);
  });

  it('would not be valid with a key that Compose does not know', () => {
    const folder = mkdtempSync(join(tmpdir(), 'elastiscope-compose-'));
    try {
      const broken = join(folder, 'docker-compose.yml');
      writeFileSync(broken, readFileSync(FILE, 'utf8').replace('    healthcheck:', '    healtcheck:'));
      expect(schemaErrors(broken)).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(services.filter(([, { image }]) => image))('%s pins its image to a version', (_name, { image }) => {
    expect(image).toMatch(/:v?\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  it('builds only stages that the Dockerfile has, from pinned images', () => {
    const dockerfile = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, stage]) => stage);
    services.forEach(([, { build }]) => build && expect(stages).toContain(build.target));
    const versions = [...dockerfile.matchAll(/^ARG \w+_VERSION=(\S+)$/gm)].map(([, version]) => version);
    expect(versions).toHaveLength(2);
    versions.forEach((version) => expect(version).toMatch(/^\d+\.\d+\.\d+$/));
  });

  const mounts = services.flatMap(([name, { volumes }]) => (volumes ?? []).map((volume) => [name, volume] as const));
  it.each(mounts)('%s mounts what exists: %s', (_name, volume) => {
    const [source = ''] = volume.split(':');
    if (source.startsWith('.')) {
      expect(existsSync(join(PROJECT, source))).toBe(true);
    } else {
      expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it('runs commands on files that exist', () => {
    const commands = [...readFileSync(FILE, 'utf8').matchAll(/\b(demo\/[\w/]+\.ts)\b/g)].map(([, file = '']) => file);
    expect(commands.length).toBeGreaterThan(0);
    commands.forEach((file) => expect([file, existsSync(join(PROJECT, file))]).toEqual([file, true]));
  });

  it('allows exactly the ids of the app and its panels to load unsigned', () => {
    const app: { readonly id: string; readonly includes: ReadonlyArray<{ type: string; path: string }> } = JSON.parse(
      readFileSync(join(PROJECT, 'src/plugin.json'), 'utf8')
    );
    const panels = app.includes
      .filter(({ type }) => type === 'panel')
      .map(({ path }): string => JSON.parse(readFileSync(join(PROJECT, 'src', path), 'utf8')).id);
    const allowed = compose.services.grafana?.environment?.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS?.split(',');
    expect([...(allowed ?? [])].sort()).toEqual([app.id, ...panels].sort());
  });
});
