import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASK } from '../../demo/fleet/load/ask';
import { keepAliveAgent } from '../../demo/fleet/net/request';
import { apiKeyOf } from '../../demo/fleet/replicas/replica';
import { startupSeconds } from '../../demo/fleet/scenarios/durations';
import { seeded } from '../../demo/fleet/scenarios/random';
import { drawQuestion } from '../../demo/fleet/scenarios/usage';
import { BUCKETS } from '../../src/exporter/metrics';
import { INSTANCE, SIDECAR, WORKLOAD, type MetricDefinition } from '../../src/vocabulary';
import { instantQuery, scalarQuery } from './support/instantQuery';
import { LiveSite, type Notification } from './support/liveSite';
import { steady } from './support/steady';
import { until } from './support/until';

const SEED = 'pipeline';
const STARTUP_SCALE = 0.3;
const HOUR = '[1h]';

/** USD per million tokens of the models that the scenarios ask, from the providers' price pages. */
const PRICES: Readonly<Record<string, { readonly input: number; readonly cached: number; readonly output: number }>> = {
  'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2 },
  'gpt-5.4': { input: 2.5, cached: 0.25, output: 15 },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, output: 1.6 },
};

/** Real sidecars, a real Prometheus with the shipped rules, a real Alertmanager with the shipped routes. */
describe('from request to recorded vocabulary to notification', () => {
  let folder: string;
  let site: LiveSite;
  let askedByTest = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'elastiscope-pipeline-'));
    site = await LiveSite.start({
      folder,
      port: 19_190,
      fleet: {
        scenarios: [steady('langflow', 2), steady('langflow-ha', 2)],
        seed: SEED,
        startupScale: STARTUP_SCALE,
        drainMinSeconds: 2,
        lingerSeconds: 6,
        rejectEvery: 20,
      },
    });
  }, 300_000);

  afterAll(async () => {
    await site?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const total = ({ name }: MetricDefinition, by: string, matchers = '') =>
    `sum by (${by}) (sum_over_time(${name}{${matchers}}${HOUR}))`;

  it('reports the failover of a killed leader as long as it was, and tells the on-call', async () => {
    const { fleet, prometheus } = site;
    const { deployment, load, scenario } = site.workload('langflow-ha');
    const holder = () => fleet.leases.find('langflow', 'langflow-ha')?.spec.holderIdentity;
    await until('a leader and a standby', 60, () => deployment.ready.length === 2 && holder() !== undefined);
    await until('answers', 30, () => load.counts.answered > 20);
    // Objectives are recorded every two minutes; what they are compared with must not have to wait for them.
    const objective = `${WORKLOAD.objective.name}{workload="langflow-ha", objective="recovery_seconds"}`;
    await until('its objective', 180, async () => (await scalarQuery(prometheus, objective)) !== undefined);

    // An answer that its reader does not live to read was sent, and nobody can count it.
    let quietLooks = 0;
    await until('a moment without a call to a model', 60, () => {
      quietLooks = fleet.provider.callsInFlight(apiKeyOf(scenario)) === 0 ? quietLooks + 1 : 0;
      return quietLooks >= 2;
    });
    const loss = fleet.killLeader();
    if (!loss) {
      throw new Error('there was no leader to kill');
    }
    await until('another leader', 30, () => holder() !== loss.instance);
    const successor = deployment.all.find(({ name }) => name === holder());
    await until('a leader that serves', 10, () => successor?.isReady === true);
    const truthSeconds = Date.now() / 1000 - loss.killedAt;

    const reported = `${INSTANCE.failover.name}{workload="langflow-ha", phase="total"}`;
    await until(
      'the failover in the vocabulary',
      60,
      async () => (await scalarQuery(prometheus, reported)) !== undefined
    );
    const phases = await instantQuery(prometheus, `${INSTANCE.failover.name}{workload="langflow-ha"}`);
    const seconds = (phase: string) => phases.find(({ labels }) => labels.phase === phase)?.value ?? NaN;
    expect(Math.abs(seconds('total') - truthSeconds)).toBeLessThan(0.5);
    expect(seconds('detect') + seconds('elect') + seconds('take_over')).toBeCloseTo(seconds('total'), 3);
    expect(phases.every(({ labels }) => labels.instance === holder())).toBe(true);

    const isFailover = ({ message }: Notification) =>
      message.alerts.some(({ labels }) => labels.alertname === 'ElastiscopeFailoverSlow');
    await until('the notification', 150, async () => (await site.notifications()).some(isFailover));
    const notification = (await site.notifications()).find(isFailover);
    expect(notification).toMatchObject({
      receiver: 'elastiscope-ticket',
      message: {
        status: 'firing',
        groupLabels: { cluster: 'demo', namespace: 'langflow', workload: 'langflow-ha' },
      },
    });
  }, 480_000);

  it('knows how long the instances took to start', async () => {
    const { scenario, deployment } = site.workload('langflow');
    const phases = await instantQuery(
      site.prometheus,
      `last_over_time(${INSTANCE.startup.name}{workload="langflow", phase="total"}[30m])`
    );
    expect(phases.map(({ labels }) => labels.instance).sort()).toEqual(deployment.all.map(({ name }) => name).sort());
    for (const { labels, value } of phases) {
      const truth = startupSeconds(scenario, SEED, labels.instance ?? '', 0);
      // Beside the pause that stands for the boot, a process has to be started and to be asked once.
      const bootSeconds = (truth.boot + truth.load) * STARTUP_SCALE;
      expect(value).toBeGreaterThan(bootSeconds - 0.3);
      expect(value).toBeLessThan(bootSeconds + 3);
    }
  });

  it('knows how long the requests took', async () => {
    const { scenario, front } = site.workload('langflow');
    const random = seeded(SEED);
    const agent = keepAliveAgent();
    const seconds: number[] = [];
    const askOne = async (index: number): Promise<void> => {
      const began = performance.now();
      await ASK[scenario.profile]({
        url: front.url,
        agent,
        id: `pipeline-${index}`,
        question: drawQuestion(scenario, random),
        signal: AbortSignal.timeout(30_000),
        onStatus: () => askedByTest++,
      }).then(
        () => seconds.push((performance.now() - began) / 1000),
        // Now and then the stand-in provider refuses a question; that is counted, but has no duration to compare.
        () => undefined
      );
    };
    const lane = async (first: number): Promise<void> => {
      for (let index = first; index < 90; index += 6) {
        await askOne(index);
      }
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(lane));
    agent.destroy();

    expect(seconds.length).toBeGreaterThan(70);
    seconds.sort((a, b) => a - b);
    const slowest = seconds[Math.ceil(0.95 * seconds.length) - 1];
    const quick = seconds[Math.floor(seconds.length / 4)];
    const p95 = () => scalarQuery(site.prometheus, `${WORKLOAD.latencyP95.name}{workload="langflow"}`);
    await until('the latency in the vocabulary', 150, async () => (await p95()) !== undefined);
    const recorded = (await p95()) ?? NaN;
    // A histogram knows a percentile to within its bucket. Most questions of these minutes are others, which nobody asks six at a time:
    // on a busy machine they are faster.
    const bounds = [0, ...(BUCKETS[SIDECAR.httpRequestDuration.name] ?? [])];
    const bucketOf = (value: number) => bounds.findIndex((bound) => value <= bound);
    expect(recorded).toBeGreaterThan(bounds[bucketOf(quick) - 2] ?? 0);
    expect(recorded).toBeLessThan(bounds[bucketOf(slowest) + 1] ?? Infinity);
  }, 300_000);

  it('records exactly the requests, tokens and cost that there were', async () => {
    const { fleet, prometheus } = site;
    await fleet.stopLoad();
    const { models, requests: asked } = fleet.provider.readTotals();
    const sent = new Map(
      fleet.workloads.map(({ scenario, load }) => [
        scenario.name,
        Object.values(load.counts.statuses).reduce((sum, count) => sum + count, 0),
      ])
    );
    sent.set('langflow', (sent.get('langflow') ?? 0) + askedByTest);
    const sentTotal = [...sent.values()].reduce((sum, count) => sum + count, 0);
    const tokensTotal = Object.values(models).reduce(
      (sum, { promptTokens, completionTokens }) => sum + promptTokens + completionTokens,
      0
    );
    // Each group of rules has its own second of the minute.
    const recorded = async (definition: MetricDefinition) =>
      (await scalarQuery(prometheus, total(definition, ''))) ?? 0;
    await until('the last requests to be recorded', 150, async () => (await recorded(WORKLOAD.requests)) >= sentTotal);
    await until('the last tokens', 90, async () => (await recorded(WORKLOAD.tokensByModel)) >= tokensTotal);
    await until('their cost', 90, async () => {
      const [whole, byModel] = await Promise.all([recorded(WORKLOAD.cost), recorded(WORKLOAD.costByModel)]);
      return Math.abs(whole - byModel) < 1e-9;
    });

    const requests = await instantQuery(prometheus, total(WORKLOAD.requests, 'workload'));
    expect(new Map(requests.map(({ labels, value }) => [labels.workload, value]))).toEqual(sent);

    expect(asked).toBeGreaterThan(100);
    const tokens = await instantQuery(prometheus, total(WORKLOAD.tokensByModel, 'model, kind', 'kind!="cache_write"'));
    const expected = Object.entries(models).flatMap(([model, { promptTokens, cachedTokens, completionTokens }]) => [
      [`${model} input`, promptTokens - cachedTokens],
      [`${model} cache_read`, cachedTokens],
      [`${model} output`, completionTokens],
    ]);
    const counted = tokens.map(({ labels, value }) => [`${labels.model} ${labels.kind}`, value]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));

    const costs = await instantQuery(prometheus, total(WORKLOAD.costByModel, 'model'));
    expect(costs.map(({ labels }) => labels.model).sort()).toEqual(Object.keys(models).sort());
    for (const { labels, value } of costs) {
      const { promptTokens, cachedTokens, completionTokens } = models[labels.model ?? ''];
      const price = PRICES[labels.model ?? ''];
      const usd =
        ((promptTokens - cachedTokens) * price.input + cachedTokens * price.cached + completionTokens * price.output) /
        1e6;
      expect(value).toBeCloseTo(usd, 9);
    }
    const dimensions = [WORKLOAD.costByTeam, WORKLOAD.costByFlow, WORKLOAD.cost];
    const whole = costs.reduce((sum, { value }) => sum + value, 0);
    for (const dimension of dimensions) {
      expect(await scalarQuery(prometheus, total(dimension, ''))).toBeCloseTo(whole, 9);
    }
  }, 360_000);
});
