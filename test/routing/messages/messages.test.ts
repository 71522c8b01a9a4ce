import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takePort } from '../../../demo/launch/ports';
import { Services } from '../../../demo/launch/services';
import { alertsOf } from '../../../docs/ruleFiles';
import { ensureBinaries } from '../../../setup/binaries';
import { until } from '../../integration/support/until';
import { RULE_FILES } from '../../rules/bundle';
import { buildCommand } from '../command';
import { type Receivers, startReceivers } from './receivers';

const GRAFANA = 'https://grafana.example.com';
const DASHBOARD = '/d/elastiscope-workload?var-cluster=main&var-namespace=chat&var-workload=langflow&from=1&to=now';
const LINK = GRAFANA + DASHBOARD;
const WHO = { cluster: 'main', namespace: 'chat', workload: 'langflow' };
const RUNBOOKS = 'https://github.com/elastiscope/elastiscope/blob/main/docs/runbooks';

let folder: string;
let services: Services;
let receivers: Receivers;
let alertmanager: string;

/** What Prometheus would post of a rule of the bundle. */
function alertOf(name: string, startsAt: string, more: object = {}) {
  const rule = alertsOf(RULE_FILES).find(({ alert }) => alert === name);
  return {
    labels: { ...WHO, ...rule?.labels, alertname: name },
    annotations: {
      summary: rule?.annotations.summary,
      description: `Look at ${name} <first> & then on.`,
      runbook_url: rule?.annotations.runbook_url,
      dashboard_url: DASHBOARD,
    },
    startsAt,
    ...more,
  };
}

async function post(...alerts: readonly object[]): Promise<void> {
  const response = await fetch(`${alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  expect(response.status).toBe(200);
}

/** A configuration of somebody, with the bundle merged into it by the command; it waits less than the shipped one. */
async function writeConfiguration(file: string): Promise<void> {
  writeFileSync(join(folder, 'slack-url'), `${receivers.http}/slack`);
  writeFileSync(join(folder, 'pagerduty-key'), 'the-key');
  writeFileSync(
    file,
    `global:
  smtp_smarthost: ${receivers.smtp}
  smtp_from: alerts@example.com
  smtp_require_tls: false
  pagerduty_url: ${receivers.http}/pagerduty
route:
  receiver: team
receivers:
  - name: team
`
  );
  const command = buildCommand();
  try {
    const { code, stderr } = await command.run([
      ...['alertmanager', 'merge', file, '--write', '--grafana-url', GRAFANA],
      ...['--slack-api-url-file', join(folder, 'slack-url'), '--slack-channel', '#alerts'],
      ...['--pagerduty-routing-key-file', join(folder, 'pagerduty-key')],
      ...['--email-to', 'on-call@example.com', '--webhook-url', `${receivers.http}/webhook`],
      ...['--watchdog-url', `${receivers.http}/watchdog`],
    ]);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('goes nowhere')]);
  } finally {
    command.remove();
  }
  const merged = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    merged.replace('group_wait: 10s', 'group_wait: 1s').replace('group_interval: 5m', 'group_interval: 2s')
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-messages-'));
  receivers = await startReceivers();
  const binaries = await ensureBinaries(['alertmanager']);
  const file = join(folder, 'alertmanager.yml');
  await writeConfiguration(file);
  const port = await takePort(19_293);
  alertmanager = `http://127.0.0.1:${port}`;
  services = new Services(folder, () => undefined);
  await services.start({
    name: 'alertmanager',
    file: binaries.alertmanager,
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    readyAt: `${alertmanager}/-/ready`,
    readyWithinSeconds: 30,
    stopWithinSeconds: 10,
    hint: 'see its log',
  });
  // Alertmanager sends at once what began longer ago than group_wait, maybe the first of two alerts by itself, and knows of an
  // inhibition once it has seen the cause. So the causes come first, and are seen in a message of each kind.
  await post(
    alertOf('ElastiscopeNoLeader', '2026-11-21T02:00:00Z'),
    alertOf('ElastiscopeTwoLeaders', '2026-11-21T02:05:00Z')
  );
  const { received } = receivers;
  const kinds = () => [received.slack, received.pagerduty, received.webhook, received.mails];
  const tellsBoth = (messages: readonly unknown[]) =>
    /NoLeader.*TwoLeaders/s.test(JSON.stringify(messages.at(-1) ?? ''));
  await until('a message of each kind with both causes', 60, () => kinds().every(tellsBoth));
  await post(alertOf('ElastiscopeErrorBudgetBurn', '2026-11-21T02:06:00Z'));
  await until('the symptom is held back', 60, async () => {
    const response = await fetch(`${alertmanager}/api/v2/alerts?filter=alertname%3DElastiscopeErrorBudgetBurn`);
    const [alert]: Array<{ status: { state: string } } | undefined> = await response.json();
    return alert?.status.state === 'suppressed';
  });
}, 120_000);

afterAll(async () => {
  await services?.stop();
  await receivers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const TITLE = 'CRITICAL chat/langflow in main since 2026-11-21 02:00 UTC: No instance leads. And 1 more.';

it('Slack gets a title with a link, and a paragraph an alert', () => {
  const message = receivers.received.slack.at(-1);
  expect(message).toMatchObject({
    channel: '#alerts',
    attachments: [
      {
        title: TITLE,
        title_link: LINK,
        fallback: TITLE,
        color: 'danger',
        text: `*No instance leads.* Since 2026-11-21 02:00 UTC.
Look at ElastiscopeNoLeader <first> & then on.
<${LINK}|Dashboard> · <${RUNBOOKS}/ElastiscopeNoLeader.md|Runbook>

*More than one instance leads.* Since 2026-11-21 02:05 UTC.
Look at ElastiscopeTwoLeaders <first> & then on.
<${LINK}|Dashboard> · <${RUNBOOKS}/ElastiscopeTwoLeaders.md|Runbook>`,
      },
    ],
  });
});

it('PagerDuty gets a summary, the link and the text', () => {
  const message = receivers.received.pagerduty.at(-1);
  expect(message).toMatchObject({
    routing_key: 'the-key',
    event_action: 'trigger',
    payload: {
      summary: TITLE,
      severity: 'critical',
      custom_details: {
        text: `No instance leads. Since 2026-11-21 02:00 UTC.
Look at ElastiscopeNoLeader <first> & then on.
Dashboard: ${LINK}
Runbook: ${RUNBOOKS}/ElastiscopeNoLeader.md

More than one instance leads. Since 2026-11-21 02:05 UTC.
Look at ElastiscopeTwoLeaders <first> & then on.
Dashboard: ${LINK}
Runbook: ${RUNBOOKS}/ElastiscopeTwoLeaders.md`,
      },
    },
    client: 'Elastiscope',
    client_url: LINK,
  });
});

it('a mail has the title as subject, and says the same as text and as a page', () => {
  const mail = receivers.received.mails.at(-1);
  expect(mail?.subject).toBe(TITLE);
  expect(mail?.text).toContain(`No instance leads. Since 2026-11-21 02:00 UTC.
Look at ElastiscopeNoLeader <first> & then on.
Dashboard: ${LINK}
Runbook: ${RUNBOOKS}/ElastiscopeNoLeader.md`);
  expect(mail?.html).toContain('<strong>More than one instance leads.</strong> Since 2026-11-21 02:05 UTC.');
  expect(mail?.html).toContain('Look at ElastiscopeNoLeader &lt;first&gt; &amp; then on.');
  expect(mail?.html).toContain(`<a href="${LINK.replaceAll('&', '&amp;')}">Dashboard</a>`);
});

it('a webhook gets the alerts with their labels and annotations', () => {
  const message = receivers.received.webhook.at(-1);
  expect(message).toMatchObject({
    receiver: 'elastiscope-page',
    status: 'firing',
    groupLabels: WHO,
    alerts: [
      {
        labels: { ...WHO, alertname: 'ElastiscopeNoLeader', severity: 'critical' },
        annotations: { summary: 'No instance leads.', dashboard_url: DASHBOARD },
        startsAt: '2026-11-21T02:00:00Z',
      },
      { labels: { alertname: 'ElastiscopeTwoLeaders' } },
    ],
  });
});

it('what the missing leader explains is in none of them', () => {
  expect(JSON.stringify(receivers.received)).not.toContain('ElastiscopeErrorBudgetBurn');
});

it('when the cause is over, what it explained and still fires is said, and at last the end', async () => {
  const { mails, pagerduty } = receivers.received;
  const mailOf = (subject: string) => mails.find((mail) => mail.subject === subject);
  const endsAt = '2026-11-21T02:30:00Z';
  await post(
    alertOf('ElastiscopeNoLeader', '2026-11-21T02:00:00Z', { endsAt }),
    alertOf('ElastiscopeTwoLeaders', '2026-11-21T02:05:00Z', { endsAt })
  );
  const what =
    'chat/langflow in main since 2026-11-21 02:06 UTC: Errors use up the error budget of a month within days.';
  await until('the mail of what is left', 60, () => mailOf(`CRITICAL ${what}`) !== undefined);
  expect(mailOf(`CRITICAL ${what}`)?.text).toContain(
    'No instance leads. Resolved 2026-11-21 02:30 UTC, was so since 2026-11-21 02:00 UTC.\nDashboard:'
  );
  await post(alertOf('ElastiscopeErrorBudgetBurn', '2026-11-21T02:06:00Z', { endsAt: '2026-11-21T02:40:00Z' }));
  await until('the mail of the end', 60, () => mailOf(`Resolved ${what}`) !== undefined);
  await until('the end at the pager', 60, () => /"event_action":"resolve"/.test(JSON.stringify(pagerduty)));
  expect(pagerduty.at(-1)).toMatchObject({ event_action: 'resolve' });
});
