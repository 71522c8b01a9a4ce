import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBinaries } from '../../setup/binaries';
import { RULES, RULE_FILES } from './bundle';

const run = promisify(execFile);
let promtool: string;

beforeAll(async () => {
  ({ promtool } = await ensureBinaries(['promtool']));
});

describe('the rule files', () => {
  it.each(RULE_FILES.map(({ path }) => path))('%s loads by itself and has no duplicate', async (path) => {
    await run(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', join(RULES, path)]);
  });

  it('load together without a duplicate', async () => {
    const files = RULE_FILES.map(({ path }) => join(RULES, path));
    const { stdout } = await run(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
    expect(stdout).not.toContain('duplicate');
  });

  it.each(RULE_FILES.flatMap(({ groups }) => groups).map((group) => [group.name, group] as const))(
    'group %s is named, timed and sized as rulers ask',
    (name, { interval, rules }) => {
      expect(name).toMatch(/^elastiscope(\.[a-z_0-9]+)+$/);
      // Mimir refuses more than 20 rules a group.
      expect(rules.length).toBeLessThanOrEqual(20);
      // Increments of a minute add up only if they are taken every minute.
      const minutely = rules.some(({ record }) => record?.endsWith(':increase1m'));
      expect(['15s', '30s', '1m', '2m', '4m']).toContain(interval);
      expect(minutely ? interval : '1m').toBe('1m');
    }
  );
});
