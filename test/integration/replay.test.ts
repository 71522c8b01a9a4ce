import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatchat } from '../../demo/fleet/scenarios/chatchat';
import { langflow } from '../../demo/fleet/scenarios/langflow';
import type { Scenario } from '../../demo/fleet/scenarios/types';
import { writeHistory, type History } from '../../demo/history/writeHistory';
import { takePort } from '../../demo/launch/ports';
import { Service } from '../../demo/launch/service';
import { ensureBinaries } from '../../setup/binaries';
import type { PlantSettings, ReplayError } from '../../src/elasticity/autoscaler';
import { buildCommand } from '../routing/command';
import { PROJECT } from '../rules/bundle';
import { scenarioManifest } from './support/scenarioManifest';
import { until } from './support/until';

/** Scenarios depend on nothing but the time, so a fixed one makes every run of this test the same. */
const UNTIL = '2026-06-02T12:00:00Z';
const HOURS = 3;
/** As often as the demo scrapes while somebody watches. */
const PACE_SECONDS = 5;

/** `test`, hashed by bcrypt as Prometheus wants it. */
const PASSWORD_HASH = '$2b$04$abcdefghijklmnopqrstuuoD8yw7MmybLKVooaTGGZAt3HXugv2.a';

interface Replay {
  readonly error: ReplayError;
  readonly plant: PlantSettings;
}

describe('a replay of what Prometheus recorded of the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  const samples = join(folder, 'samples');
  let url = '';
  let prometheus: Service | undefined;
  let history: History;
  const command = buildCommand();

  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const config = file('client.yml', 'basic_auth: {username: me, password: test}');

  beforeAll(async () => {
    const { prometheus: program } = await ensureBinaries(['prometheus']);
    mkdirSync(samples);
    history = await writeHistory({
      out: samples,
      hours: HOURS,
      endSeconds: Date.parse(UNTIL) / 1000,
      prometheus: program,
      scenarios: [chatchat, langflow],
      paceSeconds: PACE_SECONDS,
    });
    const port = await takePort(19_390);
    url = `http://127.0.0.1:${port}`;
    prometheus = Service.start(
      {
        name: 'prometheus',
        file: program,
        args: [
          `--config.file=${file('prometheus.yml', `rule_files: [${join(PROJECT, 'alerts/rules')}/*.yml]\n`)}`,
          `--web.config.file=${file('web.yml', `basic_auth_users: {me: ${PASSWORD_HASH}}\n`)}`,
          `--storage.tsdb.path=${samples}`,
          '--storage.tsdb.retention.time=100y',
          `--web.listen-address=127.0.0.1:${port}`,
        ],
        readyAt: url,
        readyWithinSeconds: 30,
        stopWithinSeconds: 15,
        hint: '',
      },
      folder
    );
    const headers = { authorization: `Basic ${Buffer.from('me:test').toString('base64')}` };
    await until('Prometheus is ready', 30, async () => {
      const answer = await fetch(`${url}/-/ready`, { headers }).catch(() => undefined);
      return answer?.ok ?? false;
    });
  }, 240_000);

  afterAll(async () => {
    await prometheus?.stop();
    command.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the command on a scenario of the demo; of options that are given twice the last counts. */
  async function run(scenario: Scenario, args: readonly string[] = []) {
    const policy = file('hpa.yaml', scenarioManifest(scenario));
    const workload = `${scenario.identity.namespace}/${scenario.identity.workload}`;
    const where = ['--prometheus', url, '--workload', workload, '--last', `${HOURS}h`, '--until', UNTIL];
    return command.run(['replay', '--policy', policy, ...where, '--http.config.file', config, ...args]);
  }

  async function replayed(scenario: Scenario, args: readonly string[] = []): Promise<Replay> {
    const { code, stdout, stderr } = await run(scenario, [...args, '--json']);
    if (code !== 0) {
      throw new Error(stderr);
    }
    return JSON.parse(stdout);
  }

  const itsOwnQuery = ({ scaling }: Scenario) =>
    scaling.kind === 'fixed' ? [] : ['--metric', `requests-per-second=${scaling.query}`];

  it.each<[string, Scenario, readonly string[], { equalShare: number; ifLate: number; unmatched: number }]>([
    ['the settings that flap, on the recorded load', chatchat, [], { equalShare: 0.89, ifLate: 0.89, unmatched: 0 }],
    [
      'the same, on what the autoscaler asked',
      chatchat,
      itsOwnQuery(chatchat),
      { equalShare: 0.81, ifLate: 0.92, unmatched: 0 },
    ],
    ['calm settings, on the recorded load', langflow, [], { equalShare: 0.96, ifLate: 0.96, unmatched: 1 }],
    [
      'the same, on what the autoscaler asked',
      langflow,
      itsOwnQuery(langflow),
      { equalShare: 0.96, ifLate: 0.98, unmatched: 0 },
    ],
  ])('gives the replicas of then: %s', async (_name, scenario, args, least) => {
    const { error } = await replayed(scenario, args);
    expect(error.seconds).toBeGreaterThan(HOURS * 3600 - 120);
    expect(error.equalShare).toBeGreaterThanOrEqual(least.equalShare);
    expect(error.ifLate.equalShare).toBeGreaterThanOrEqual(least.ifLate);
    const { recorded, replayed: again, matched } = error.changes;
    expect(recorded).toBeGreaterThan(10);
    expect(recorded - matched).toBeLessThanOrEqual(least.unmatched);
    expect(Math.abs(again - recorded)).toBeLessThanOrEqual(1);
  });

  it('sees when the settings of then were others', async () => {
    const { error } = await replayed({ ...chatchat, scaling: langflow.scaling });
    expect(error.equalShare).toBeLessThan(0.3);
    expect(error.changes.matched).toBeLessThan(error.changes.recorded / 2);
  });

  it.each([chatchat, langflow])('knows every cold start of $name, and what a replica carries', async (scenario) => {
    const { plant } = await replayed(scenario);
    expect(plant.requestsPerSecondPerReplica).toBe(scenario.targets.qps_per_replica);
    expect(plant.coldStartSeconds).toHaveLength(history.totals.get(scenario.name)?.pods ?? NaN);
    expect(Math.min(...plant.coldStartSeconds)).toBeGreaterThan(3);
    expect(Math.max(...plant.coldStartSeconds)).toBeLessThan(60);
  });

  it('asks for more points than one answer may have, and says what of it is known', async () => {
    const { code, stdout } = await run(chatchat, ['--last', '30d']);
    const [ofReplicas, ofChanges, recording] = stdout.split('\n');
    expect(code).toBe(0);
    expect(ofReplicas).toMatch(/^against the recorded replicas +equal \d+\.\d % of the time/);
    expect(ofChanges).toMatch(/^against the recorded changes +\d+ of \d+ matched/);
    expect(recording).toMatch(
      /^recording +demo\/chatchat\/chatchat from 2026-06-02T09:\d\d:\d\dZ to 2026-06-02T1[12]:/
    );
  });

  it.each<[string, readonly string[], string]>([
    [
      'a workload that is not there',
      ['--workload', 'chatchat/chat'],
      'knows no workload chatchat/chat; there are demo/chatchat/chatchat, demo/langflow/langflow',
    ],
    [
      'another cluster',
      ['--workload', 'live/chatchat/chatchat'],
      'knows no workload live/chatchat/chatchat; there are',
    ],
    ['another year', ['--until', '2025-06-02T12:00:00Z'], 'no workload is recorded from 2025-06-02T09:00:00Z to'],
    ['a wrong password', ['--http.config.file', '/dev/null'], 'access was refused (401): Unauthorized'],
    [
      'a query that is none',
      ['--metric', 'requests-per-second=sum(rate('],
      'Prometheus answered 400: 1:10: parse error: unclosed left parenthesis',
    ],
    ['a query without an answer', ['--metric', 'requests-per-second=nothing'], 'nothing has no value from 2026-06-02T'],
    ['a query with many', ['--metric', 'requests-per-second=instance:state'], 'series; aggregate them to one'],
  ])('says what is wrong with %s', async (_name, args, message) => {
    const { code, stdout, stderr } = await run(chatchat, args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toContain(message);
  });
});
