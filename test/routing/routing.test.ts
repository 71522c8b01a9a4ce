import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { alertsOf } from '../../docs/ruleFiles';
import { ensureBinaries } from '../../setup/binaries';
import { PROJECT, RULE_FILES } from '../rules/bundle';

const run = promisify(execFile);
const FOLDER = join(PROJECT, 'alerts', 'alertmanager');
const FILE = join(FOLDER, 'elastiscope.yml');

interface Configuration {
  readonly receivers: ReadonlyArray<{ readonly name: string }>;
}

const configuration: Configuration = parse(readFileSync(FILE, 'utf8'));
const alerts = alertsOf(RULE_FILES);
const WHO = { cluster: 'c', namespace: 'n', workload: 'w' };

type Labels = Readonly<Record<string, string>>;

let amtool: string;

beforeAll(async () => {
  ({ amtool } = await ensureBinaries(['amtool']));
});

/** Fails when alerts with these labels do not go to exactly this receiver. */
async function verifyRoute(labels: Labels, receiver: string): Promise<void> {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  await run(amtool, ['config', 'routes', 'test', `--config.file=${FILE}`, `--verify.receivers=${receiver}`, ...pairs]);
}

it('the configuration and its templates load', async () => {
  const { stdout } = await run(amtool, ['check-config', FILE]);
  expect(stdout).toContain('1 templates');
});

describe('routes', () => {
  it.each<[string, Labels, string]>([
    [
      'critical wakes somebody',
      { bundle: 'elastiscope', severity: 'critical', category: 'failover' },
      'elastiscope-page',
    ],
    [
      'a warning is a ticket',
      { bundle: 'elastiscope', severity: 'warning', category: 'scaling' },
      'elastiscope-ticket',
    ],
    ['a note wakes nobody', { bundle: 'elastiscope', severity: 'info', category: 'meta' }, 'elastiscope-info'],
    ['budgets go to who pays', { bundle: 'elastiscope', severity: 'warning', category: 'cost' }, 'elastiscope-cost'],
    [
      'so they do at any severity',
      { bundle: 'elastiscope', severity: 'critical', category: 'cost' },
      'elastiscope-cost',
    ],
    [
      'an unknown severity is not lost',
      { bundle: 'elastiscope', severity: 'odd', category: 'meta' },
      'elastiscope-ticket',
    ],
    ['alerts of others are left alone', { severity: 'critical', category: 'failover' }, 'default'],
    ['also those of another bundle', { bundle: 'other', severity: 'critical' }, 'default'],
  ])('%s', async (_name, labels, receiver) => {
    await verifyRoute({ ...WHO, ...labels }, receiver);
  });

  it('a wrong receiver is noticed', async () => {
    await expect(
      verifyRoute({ ...WHO, bundle: 'elastiscope', severity: 'critical' }, 'elastiscope-info')
    ).rejects.toThrow();
  });

  it.each(alerts.map(({ alert, labels }) => [alert, labels] as const))(
    '%s reaches a receiver of ours',
    async (alert, labels) => {
      const receiver =
        alert === 'WatchdogElastiscope'
          ? 'elastiscope-watchdog'
          : labels.category === 'cost'
            ? 'elastiscope-cost'
            : { critical: 'elastiscope-page', warning: 'elastiscope-ticket', info: 'elastiscope-info' }[
                labels.severity ?? ''
              ];
      await verifyRoute({ ...WHO, ...labels, alertname: alert }, receiver ?? 'unknown severity');
    }
  );

  it('use receivers that cannot clash with those of a configuration they are copied into', () => {
    const own = configuration.receivers.map(({ name }) => name).filter((name) => name !== 'default');
    expect(own).toHaveLength(5);
    expect(own.filter((name) => !name.startsWith('elastiscope-'))).toEqual([]);
  });
});

describe('templates', () => {
  async function render(template: string): Promise<string> {
    const { stdout } = await run(amtool, [
      'template',
      'render',
      `--template.glob=${join(FOLDER, '*.tmpl')}`,
      `--template.text={{ template "elastiscope.${template}" . }}`,
      `--template.data=${join(__dirname, 'notification.json')}`,
    ]);
    return stdout;
  }

  it('say in one line what is wrong, for whom and since when', async () => {
    expect((await render('title')).trim()).toBe(
      'CRITICAL chat/langflow in main since 2026-11-21 02:00 UTC: No instance leads.'
    );
  });

  it('say what is wrong, since when, what to do and where to read on', async () => {
    const text = await render('text');
    expect(text).toContain('No instance leads. Since 2026-11-21 02:00 UTC.');
    expect(text).toContain('Check the holder of its lease.');
    expect(text).toContain('Dashboard: /d/elastiscope-workload?var-workload=langflow');
    expect(text).toContain('Runbook: https://example.com/runbooks/ElastiscopeNoLeader.md');
    expect(text).toContain(
      'More than one instance leads. Resolved 2026-11-21 01:30 UTC, was so since 2026-11-21 01:00 UTC.'
    );
    expect(text).not.toContain('Stop the other one.');
  });
});
