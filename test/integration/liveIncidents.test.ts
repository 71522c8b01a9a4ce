import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { pause } from '../../demo/fleet/net/wait';
import { WATCHDOG } from '../incidents/incident';
import { RULE_FILES } from '../rules/bundle';
import { pricesOfToday, SCENARIOS } from './incidents/scenarios';
import {
  backendDiesWhileItDrains,
  everyBackendCrashes,
  flowsMoveToUnknownModels,
  pairCrashes,
  startsAreSlow,
} from './incidents/stories';
import { inOneGo } from './support/inOneGo';
import { instantQuery } from './support/instantQuery';
import { LiveSite, type Notification } from './support/liveSite';
import { until } from './support/until';

/** Longer than any group waits (30 s), so that whatever fires beside the last expected alert is sent by then. */
const QUIET_SECONDS = 40;

/** What the webhook gets, a message each, and nothing else. Two models without a price are two alerts about one workload. */
const EXPECTED = [
  { receiver: 'elastiscope-cost', about: 'demo/langflow/langflow', alerts: ['TokensUnpriced', 'TokensUnpriced'] },
  { receiver: 'elastiscope-page', about: 'demo/kotaemon/kotaemon', alerts: ['ErrorBudgetBurn'] },
  { receiver: 'elastiscope-page', about: 'demo/langflow/langflow-ha', alerts: ['NoLeader'] },
  { receiver: 'elastiscope-ticket', about: 'demo/chatchat/chatchat', alerts: ['RequestsCut'] },
  { receiver: 'elastiscope-ticket', about: 'demo/kotaemon/kotaemon-zero', alerts: ['ColdStartSlow'] },
].map((message) => ({ ...message, status: 'firing' }));

/** What fires, too, and is sent to nobody, because its cause is. */
const INHIBITED = [
  { about: 'demo/kotaemon/kotaemon-zero', symptom: 'RequestsWaitForColdStart', cause: 'ColdStartSlow' },
  { about: 'demo/langflow/langflow-ha', symptom: 'ErrorBudgetBurn', cause: 'NoLeader' },
];

type Labels = Readonly<Record<string, string>>;

const shortName = ({ alertname = '' }: Labels) => alertname.replace(/^Elastiscope/, '');
const aboutWhom = ({ cluster, namespace, workload }: Labels) => `${cluster}/${namespace}/${workload}`;

/** The Watchdog is told whatever happens. */
function withoutWatchdog(notifications: readonly Notification[]): readonly Notification[] {
  return notifications.filter(({ receiver }) => receiver !== 'elastiscope-watchdog');
}

/** Messages as they are expected, in the order of their receivers. */
function told(notifications: readonly Notification[]) {
  return withoutWatchdog(notifications)
    .map(({ receiver, message: { status, groupLabels, alerts } }) => ({
      receiver,
      about: aboutWhom(groupLabels),
      status,
      alerts: alerts.map(({ labels }) => shortName(labels)),
    }))
    .sort((a, b) => `${a.receiver} ${a.about}`.localeCompare(`${b.receiver} ${b.about}`));
}

/** The five systems, real sidecars, Prometheus and Alertmanager; the rules that ship, in one go; the routes that ship. */
describe('an incident in each of the five systems at the same time', () => {
  let folder: string;
  let site: LiveSite;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'elastiscope-incidents-'));
    const rules = join(folder, 'rules.yml');
    const prices = join(folder, 'prices.csv');
    await writeFile(rules, stringify(inOneGo(RULE_FILES)));
    await writeFile(prices, pricesOfToday());
    site = await LiveSite.start({
      folder,
      port: 19_390,
      ruleFiles: [rules],
      fleet: {
        scenarios: SCENARIOS,
        seed: 'incidents',
        startupScale: 1,
        drainMinSeconds: 1,
        lingerSeconds: 20,
        rejectEvery: 0,
        prices,
      },
    });
  }, 300_000);

  afterAll(async () => {
    await site?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  it('tells exactly the right people, once', async () => {
    await until('ready replicas', 120, () =>
      site.fleet.workloads.every(({ deployment }) => deployment.ready.length === deployment.desired)
    );
    await Promise.all([
      flowsMoveToUnknownModels(site),
      everyBackendCrashes(site),
      startsAreSlow(site),
      pairCrashes(site),
      backendDiesWhileItDrains(site),
    ]);
    const messages = async () => told(await site.notifications());
    await Promise.all([
      until('every notification', 240, async () => (await messages()).length >= EXPECTED.length),
      pause(QUIET_SECONDS),
    ]);

    expect(await messages()).toEqual(EXPECTED);
  }, 900_000);

  it('groups by workload', async () => {
    const groupings = withoutWatchdog(await site.notifications()).map(({ message }) =>
      Object.keys(message.groupLabels).sort()
    );
    expect(groupings).toEqual(EXPECTED.map(() => ['cluster', 'namespace', 'workload']));
  });

  it('lets nothing fire beside them but what follows from them', async () => {
    const fired = await instantQuery(
      site.prometheus,
      `group by (cluster, namespace, workload, alertname) (last_over_time(ALERTS{alertstate="firing", alertname!="${WATCHDOG}"}[1h]))`
    );
    const expected = [
      ...EXPECTED.flatMap(({ about, alerts }) => alerts.map((alert) => `${about} ${alert}`)),
      ...INHIBITED.map(({ about, symptom }) => `${about} ${symptom}`),
    ];
    expect(new Set(fired.map(({ labels }) => `${aboutWhom(labels)} ${shortName(labels)}`))).toEqual(new Set(expected));
  });

  it.each(INHIBITED)('tells nobody of $symptom at $about, because of $cause', async ({ about, symptom, cause }) => {
    const alerts = await site.alerts();
    const held = (name: string) =>
      alerts.find(({ labels }) => aboutWhom(labels) === about && shortName(labels) === name);
    expect(held(cause)?.status.state).toBe('active');
    expect(held(symptom)?.status).toMatchObject({ state: 'suppressed', inhibitedBy: [held(cause)?.fingerprint] });
    expect(Date.parse(held(cause)?.startsAt ?? '')).toBeLessThan(Date.parse(held(symptom)?.startsAt ?? ''));
  });
});
