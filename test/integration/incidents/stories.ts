import { pause } from '../../../demo/fleet/net/wait';
import type { Replica } from '../../../demo/fleet/replicas/replica';
import { SIDECAR, WORKLOAD } from '../../../src/vocabulary';
import { Scrape } from '../exporterProcess';
import { askFlows } from '../support/askFlows';
import { scalarQuery } from '../support/instantQuery';
import type { LiveSite } from '../support/liveSite';
import { until } from '../support/until';
import { LONGEST_WAIT_SECONDS } from './scenarios';

/** Limits, not waits: a machine that is busy with something else is no fault of what is tested. */
const SOON_SECONDS = 90;
const EVALUATED_SECONDS = 240;

/** Failures that burn a budget, of which fewer than five burn none; and too few for ElastiscopeRequestsWaitForColdStart. */
const QUESTIONS = 8;

function alert(site: LiveSite, workload: string, name: string): Promise<void> {
  return until(name, EVALUATED_SECONDS, async () => (await site.firing(workload)).includes(name));
}

/** Two flows move to models that no price is known of. */
export async function flowsMoveToUnknownModels(site: LiveSite): Promise<void> {
  const evaluatedAt = () => scalarQuery(site.prometheus, 'timestamp(calendar:hour_start_timestamp_seconds)');
  const before = await evaluatedAt();
  // Both models within the same minute make one notification.
  await until('the evaluation of a minute', EVALUATED_SECONDS, async () => (await evaluatedAt()) !== before);
  expect(await askFlows(site.workload('langflow'), 1)).toBe(2);
}

/** Every backend behind nginx crashes, and nobody is served until they are back. */
export async function everyBackendCrashes(site: LiveSite): Promise<void> {
  const kotaemon = site.workload('kotaemon');
  const { deployment } = kotaemon;
  deployment.all.forEach((replica) => replica.signalBackend('SIGKILL'));
  await until('crashed backends', SOON_SECONDS, () => deployment.ready.length === 0);
  // One after the other: all at once would find each server marked as failed by the first.
  for (let asked = 0; asked < QUESTIONS; asked++) {
    expect(await askFlows(kotaemon, 1)).toBe(0);
  }
  await until('answers again', SOON_SECONDS, async () => (await askFlows(kotaemon, 1)) === 1);
}

/** Starts are slower than they may be; later requests wait for one longer than they may, which follows from that. */
export async function startsAreSlow(site: LiveSite): Promise<void> {
  const zero = site.workload('kotaemon-zero');
  const { deployment, front } = zero;
  await alert(site, 'kotaemon-zero', 'ElastiscopeColdStartSlow');
  deployment.scaleTo(0);
  await until('no replica', SOON_SECONDS, () => deployment.all.length === 0);
  const answered = askFlows(zero, QUESTIONS);
  await until('waiting requests', SOON_SECONDS, () => front.proxy?.waiting === QUESTIONS);
  await pause(LONGEST_WAIT_SECONDS);
  deployment.scaleTo(1);
  expect(await answered).toBe(QUESTIONS);
  await alert(site, 'kotaemon-zero', 'ElastiscopeRequestsWaitForColdStart');
}

/** Leader and standby crash: nobody leads, and requests fail, which follows from that. */
export async function pairCrashes(site: LiveSite): Promise<void> {
  const pair = site.workload('langflow-ha');
  const { deployment } = pair;
  const standbys = () => scalarQuery(site.prometheus, `${WORKLOAD.standbys.name}{workload="langflow-ha"}`);
  await until('a leader and a standby in Prometheus', SOON_SECONDS, async () => (await standbys()) === 1);
  deployment.all.forEach((replica) => replica.signalBackend('SIGKILL'));
  await until('crashed backends', SOON_SECONDS, () => deployment.ready.length === 0);
  expect(await askFlows(pair, QUESTIONS)).toBe(0);
  // The cause waits for half a minute, its symptom for two.
  await alert(site, 'langflow-ha', 'ElastiscopeNoLeader');
  await alert(site, 'langflow-ha', 'ElastiscopeErrorBudgetBurn');
}

/** A replica is stopped, and its backend dies before it has answered what it has begun. */
export async function backendDiesWhileItDrains(site: LiveSite): Promise<void> {
  const chatchat = site.workload('chatchat');
  const { deployment } = chatchat;
  const answered = askFlows(chatchat, QUESTIONS / 2);
  await until('requests at both replicas', SOON_SECONDS, async () => {
    const inFlight = await Promise.all(deployment.ready.map(inFlightAt));
    return inFlight.every((requests) => requests > 0);
  });
  deployment.scaleTo(1);
  await until('a replica that drains', SOON_SECONDS, async () => {
    const leaving = deployment.all.find(({ isStopping }) => isStopping);
    return leaving !== undefined && (await admin(leaving, 'readyz')).status === 503;
  });
  deployment.all.filter(({ isStopping }) => isStopping).forEach((replica) => replica.signalBackend('SIGKILL'));
  expect(await answered).toBe(QUESTIONS / 4);
}

function admin({ ports }: Replica, path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${ports.admin}/${path}`);
}

async function inFlightAt(replica: Replica): Promise<number> {
  return new Scrape(await (await admin(replica, 'metrics')).text()).value(SIDECAR.httpRequestsInFlight) ?? 0;
}
