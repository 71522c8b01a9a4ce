/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HPA } from '../../elasticity/autoscaler/manifest/manifest.testing';
import { runCaptured } from './command.testing';

const folder = mkdtempSync(join(tmpdir(), 'elastiscope-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (args: readonly string[]) => runCaptured(['replay', ...args]);

const policy = file('hpa.yaml', HPA);
const load = file('load.csv', 'time,load,replicas\n0,4,2\n15,9,4\n30,9,4\n45,9,4\n60,9,4\n');
const usual = ['--policy', policy, '--load', load, '--capacity', '3'];

it('begins the report with its own error', async () => {
  const { code, out } = await run([...usual, '--usd-per-replica-hour', '6', '--changes']);
  expect(code).toBe(0);
  expect(out.split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
    'against the recorded replicas  equal 100.0 % of the time, on average 0.00 apart',
    'against the recorded changes  1 of 1 matched, 1 replayed',
    `recording  ${load}`,
    'a replica carries  3 requests/s',
    'a cold start takes  30 s (middle of 1)',
    'metric requests-per-second  follows the load',
    'replayed  75 s',
    'changes  1, 0 of them reversals (worst hour: 0)',
    'short of capacity  30 s (40.0 %), 90 requests (15.0 %)',
    'waited for a cold start  90 requests (15.0 %)',
    'refused  0 requests (0.0 %)',
    'longest queue  90 requests',
    'replicas caught up within  30 s (middle), 30 s (worst)',
    'replica-hours  0.1, 0.45 USD',
    '1970-01-01T00:00:15Z  2 → 4  External requests-per-second asked for 4; nothing held it back',
    '',
  ]);
});

it('says how long the maximum kept capacity short', async () => {
  const low = file('low.yaml', HPA.replace('maxReplicas: 10', 'maxReplicas: 2'));
  const { out } = await run([...usual, '--policy', low]);
  expect(out).toMatch(/^short of capacity +60 s \(80\.0 %\), 60 s of it at the maximum, 180 requests/m);
});

it('prints everything as JSON', async () => {
  const { out } = await run([...usual, '--json']);
  expect(JSON.parse(out)).toMatchObject({
    error: { equalShare: 1 },
    summary: { changes: 1 },
    changes: [{ atSeconds: 15, toReplicas: 4 }],
    series: { desired: [2, 4, 4, 4, 4] },
  });
});

it('takes a metric from a column of its name, where the load says nothing about it', async () => {
  const cores = '{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}';
  const onCpu = file('cpu.yaml', HPA.replace(/metrics:[^]*?\n(?= {2}behavior)/, `metrics: [${cores}]\n`));
  const args = ['--policy', onCpu, '--capacity', '3', '--json', '--load'];
  const withCpu = file('cpu.csv', 'time,rps,replicas,cpu\n0,4,2,1\n15,4,4,2\n30,4,4,2\n');
  expect(JSON.parse((await run([...args, withCpu])).out)).toMatchObject({
    metrics: [{ name: 'cpu', from: 'series' }],
    series: { desired: [2, 4, 4] },
  });
  expect(await run([...args, load])).toMatchObject({
    code: 1,
    err: 'elastiscope: Metric cpu: its values do not follow from the load; give a recorded series for it.\n',
  });
});

it.each<[string, string[], number, string]>([
  ['no policy', ['--load', load, '--capacity', '3'], 2, 'elastiscope: --policy is missing (see --help)\n'],
  [
    'no capacity',
    ['--policy', policy, '--load', load],
    2,
    `elastiscope: --capacity is missing; ${load} does not say what a replica carries (see --help)\n`,
  ],
  [
    'no load',
    ['--policy', policy, '--capacity', '3'],
    2,
    'elastiscope: --load or --prometheus is missing (see --help)\n',
  ],
  [
    'a capacity that is none',
    [...usual, '--capacity', 'much'],
    2,
    'elastiscope: --capacity much: is not a number (see --help)\n',
  ],
  [
    'a capacity of 0',
    [...usual, '--capacity', '0'],
    1,
    'elastiscope: Capacity of a replica: 0 requests/s; it has to be above 0.\n',
  ],
  [
    'an overload that is none',
    [...usual, '--overload', 'panic'],
    2,
    'elastiscope: --overload panic: use queue or refuse (see --help)\n',
  ],
  [
    'a load with one sample',
    [...usual, '--load', file('one.csv', '0,1')],
    1,
    'elastiscope: Load: has one sample; at least two are needed.\n',
  ],
  [
    'replicas that cannot be',
    [...usual, '--start', '2', '--load', file('minus.csv', '0,1,-1\n15,1,2\n')],
    1,
    'elastiscope: Recorded replicas: sample 1 (at 0 s) is -1; it has to be 0 or more.\n',
  ],
])('%s ends with a line that says so', async (_name, args, code, err) => {
  expect(await run(args)).toEqual({ code, out: '', err });
});

it('names file, line and field of a manifest that cannot be replayed', async () => {
  const wrong = file('wrong.yaml', HPA.replace('maxReplicas: 10', 'maxReplicas: ten'));
  const { code, err } = await run([...usual, '--policy', wrong]);
  expect([code, err]).toEqual([1, `elastiscope: ${wrong}: line 13: spec.maxReplicas: "ten" is not a whole number.\n`]);
});

it('explains itself', async () => {
  expect((await run(['--help'])).out).toContain(
    'Usage: elastiscope replay --policy FILE (--load FILE | --prometheus URL --workload NAME)'
  );
});
