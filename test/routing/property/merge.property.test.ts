import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { ensureBinaries } from '../../../setup/binaries';
import { receiverFor } from '../../../src/cli/alertmanager/channels';
import { type Bundle, readBundle } from '../../../src/cli/alertmanager/merge/bundle';
import { mergeBundle } from '../../../src/cli/alertmanager/merge/merge';
import { PROJECT } from '../../rules/bundle';
import { userFile } from './userFile';

const run = promisify(execFile);
const FILES = 50;
const FOLDER = join(PROJECT, 'alerts/alertmanager');

const shipped = readBundle(readFileSync(join(FOLDER, 'elastiscope.yml'), 'utf8'));
const channels = { slackApiUrlFile: '/run/slack', pagerdutyRoutingKeyFile: '/run/key' };
const bundle: Bundle = { ...shipped, receivers: shipped.receivers.map(({ name }) => receiverFor(name, channels)) };

/** What a later version might ship: other route, fewer and other rules. */
const later: Bundle = {
  ...bundle,
  route: {
    lines: bundle.route.lines.map((line) => line.replace('group_wait: 30s', 'group_wait: 45s')),
    meaning: { ...bundle.route.meaning, group_wait: '45s' },
  },
  inhibitRules: [...bundle.inhibitRules.slice(5), ...bundle.inhibitRules.slice(0, 1)],
};

const merge = (text: string, what = bundle) =>
  mergeBundle('alertmanager.yml', text, what, { templatePath: 'elastiscope.tmpl', replaceReceivers: false }).text;

/** Lines that a merge may complete in place: an empty list, and a list of templates in flow style. */
const COMPLETED = /^\s*(routes|inhibit_rules|templates): \[/;

/** What the merge added, found by taking the user's lines out in their order. Throws when one of them is not there. */
function addedLines(before: string, after: string): readonly string[] {
  const merged = after.split('\n');
  const added: string[] = [];
  let at = 0;
  const lines = before.split('\n');
  lines.forEach((line, index) => {
    // The last line is not ended before, but may be after, when lines follow it.
    const wanted = (candidate: string) =>
      candidate === line ||
      (index === lines.length - 1 && candidate === `${line}\r`) ||
      (COMPLETED.test(line) && candidate.trim().startsWith(line.trim().slice(0, line.trim().indexOf(':') + 1)));
    while (at < merged.length && !wanted(merged[at] ?? '')) {
      added.push(merged[at] ?? '');
      at++;
    }
    if (at === merged.length) {
      throw new Error(`lost line ${index + 1}: ${JSON.stringify(line)}`);
    }
    at++;
  });
  return [...added, ...merged.slice(at)];
}

const seeds = Array.from({ length: FILES }, (_, index) => index + 1);

it.each(seeds)('of somebody, number %i, every line is kept, and merging again changes nothing', (seed) => {
  const before = userFile(seed);
  const merged = merge(before);
  const added = addedLines(before, merged);
  expect(added.length).toBeGreaterThan(shipped.inhibitRules.length * 4);
  if (before.includes('\r\n')) {
    expect(merged.replaceAll('\r\n', '')).not.toContain('\n');
  }
  expect(merged.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'));
  expect(merge(merged)).toBe(merged);

  const configuration = parse(merged);
  expect(configuration.route.routes[0]).toEqual(shipped.route.meaning);
  expect(configuration.receivers).toEqual(expect.arrayContaining(bundle.receivers.map(({ meaning }) => meaning)));
  expect(configuration.inhibit_rules).toEqual(
    expect.arrayContaining(shipped.inhibitRules.map(({ meaning }) => meaning))
  );

  const updated = merge(merged, later);
  expect(() => addedLines(before, updated)).not.toThrow();
  expect(merge(updated, later)).toBe(updated);
  expect(merge(updated)).toBe(merged);
});

it('amtool accepts all of them, before and after', async () => {
  const { amtool } = await ensureBinaries(['amtool']);
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-property-'));
  try {
    copyFileSync(join(FOLDER, 'elastiscope.tmpl'), join(folder, 'elastiscope.tmpl'));
    const files = seeds.flatMap((seed) => {
      const before = userFile(seed);
      const texts = { before, merged: merge(before), updated: merge(merge(before), later) };
      return Object.entries(texts).map(([state, text]) => {
        const file = join(folder, `${seed}-${state}.yml`);
        writeFileSync(file, text);
        return file;
      });
    });
    const { stdout } = await run(amtool, ['check-config', ...files], { maxBuffer: 2 ** 24 });
    expect(stdout.match(/^Checking '.*' +SUCCESS$/gm)).toHaveLength(files.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
