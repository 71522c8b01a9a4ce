/** @jest-environment node */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HPA } from '../../elasticity/autoscaler/manifest/manifest.testing';
import { runCaptured } from '../replay/command.testing';

const folder = mkdtempSync(join(tmpdir(), 'elastiscope-advise-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (args: readonly string[]) => runCaptured(['advise', ...args]);

const FLAPPING = HPA.replace('stabilizationWindowSeconds: 600', 'stabilizationWindowSeconds: 0').replace(
  'type: Percent\n          value: 10',
  'type: Percent\n          value: 100'
);

const flapping = file('hpa.yaml', FLAPPING);
const rows = Array.from({ length: 480 }, (_, i) => `${1_790_000_000 + 15 * i},${i % 16 < 8 ? 7 : 18},4`);
const load = file('load.csv', `time,load,replicas\n${rows.join('\n')}\n`);
const usual = ['--policy', flapping, '--load', load, '--capacity', '4'];

const plain = (out: string) => out.split('\n').map((line) => line.replace(/ {2,}/g, '  '));

it('says why, what changes, what comes of it, what else could be had, and shows the difference', async () => {
  const { code, out } = await run([...usual, '--usd-per-replica-hour', '0.5']);
  expect(code).toBe(0);
  const lines = plain(out);
  expect(lines[0]).toMatch(/^against the recorded replicas  equal [\d.]+ % of the time/);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^replayed  2\.0 h with 50\d settings$/),
      expect.stringMatching(/^The present settings miss the goals: .* reversals a day \(at most 48\)/),
      expect.stringMatching(
        /^These meet them at the lowest cost of the 50\d that were tried; that (costs|saves) [\d.]+ %/
      ),
      'The load covers less than a day; what settings do in a week, with its tides, may be something else.',
      'what changes',
      expect.stringMatching(/^ {2}replica-hours: [\d.]+ → [\d.]+ \([+−][\d.]+ %, [+−][\d.]+ USD\)$/),
      expect.stringMatching(/^ {2}>  [\d.]+  [\d.]+  [\d.]+ %  [\d.]+ s  [\d.]+  \S/),
      expect.stringMatching(/^ {2}=  [\d.]+  [\d.]+  [\d.]+ %  [\d.]+ s  [\d.]+  none$/),
      `--- ${flapping}`,
      `+++ ${flapping}`,
    ])
  );
});

it('settings that are good stay: the same manifest, and no difference to show', async () => {
  const output = join(folder, 'advised.yaml');
  await run([...usual, '--output', output]);
  const again = await run(['--policy', output, '--load', load, '--capacity', '4', '--output', output]);
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/Nothing changes\./);
  expect(again.out).not.toContain('+++');
});

it('as JSON: the same advice, with the manifest in it', async () => {
  const { out } = await run([...usual, '--json']);
  const advice: Record<string, unknown> = JSON.parse(out);
  const output = join(folder, 'json.yaml');
  await run([...usual, '--output', output]);
  expect(advice).toMatchObject({
    isChangeAdvised: true,
    present: { changes: [], meetsGoals: false },
    chosen: { meetsGoals: true },
    manifest: readFileSync(output, 'utf8'),
  });
  expect(advice.front).toContainEqual(advice.chosen);
});

it('--output -: the manifest and nothing else on standard output, ready for kubectl apply', async () => {
  const { out, err } = await run([...usual, '--output', '-']);
  expect(out).toMatch(/^# Who scales the backend\.\napiVersion: autoscaling\/v2\n/);
  expect(out).not.toBe(FLAPPING);
  expect(err).toContain('what changes');
});

it.each<[string, string[], number, string]>([
  ['no policy', ['--load', load], 2, 'elastiscope: --policy is missing (see --help)\n'],
  ['a goal below 0', [...usual, '--max-wait=-1'], 2, 'elastiscope: --max-wait -1: has to be 0 or more (see --help)\n'],
  [
    'a goal that is none',
    [...usual, '--max-short', 'few'],
    2,
    'elastiscope: --max-short few: is not a number (see --help)\n',
  ],
  [
    'JSON and the manifest at one place',
    [...usual, '--json', '--output', '-'],
    2,
    'elastiscope: --json and --output - exclude each other; the JSON has the manifest (see --help)\n',
  ],
  [
    'a load of one sample',
    [...usual, '--load', file('one.csv', '0,1')],
    1,
    'elastiscope: Load: has one sample; at least two are needed.\n',
  ],
])('%s ends with a line that says so', async (_name, args, code, err) => {
  expect(await run(args)).toEqual({ code, out: '', err });
});

it('names file, line and field that cannot be changed in place, and writes nothing', async () => {
  const anchored = file('anchored.yaml', FLAPPING.replace('averageValue: 2500m', 'averageValue: &target 2500m'));
  const output = join(folder, 'never.yaml');
  const { code, err } = await run([...usual, '--policy', anchored, '--output', output]);
  // Progress may stand before it.
  expect([code, err.trimEnd().split('\n').at(-1)]).toEqual([
    1,
    `elastiscope: ${anchored}: line 21: spec.metrics[0].external.target.averageValue: is an anchor or an alias; write the value out.`,
  ]);
  expect(() => readFileSync(output)).toThrow('ENOENT');
});

it.each(['0', '1.5', '1000000'])('refuses to try %s settings', async (count) => {
  const { code, err } = await runCaptured(['advise', ...usual, '--candidates', count]);
  expect([code, err.startsWith(`elastiscope: --candidates ${count}: has to be`)]).toEqual([2, true]);
});

it('explains itself', async () => {
  expect((await run(['--help'])).out).toContain('Usage: elastiscope advise --policy FILE');
});
