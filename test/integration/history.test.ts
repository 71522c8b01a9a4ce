import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS } from '../../demo/fleet/scenarios';
import type { Recurring, Scenario } from '../../demo/fleet/scenarios/types';
import { writeHistory, type History } from '../../demo/history/writeHistory';
import type { Totals } from '../../demo/history/simulation/totals';
import { takePort } from '../../demo/launch/ports';
import { planPrometheus, samplesFolder } from '../../demo/launch/prometheus';
import { Service } from '../../demo/launch/service';
import { ensureBinaries } from '../../setup/binaries';
import { INSTANCE, WORKLOAD, type RecordedDefinition } from '../../src/vocabulary';

const HOURS = 3;
const RANGE = `${HOURS}h`;

/** The fleet of the demo with as much trouble as while somebody watches, so that three hours hold enough of it. */
const EVENTFUL = SCENARIOS.map(({ chaos, ...scenario }): Scenario => {
  const { leaderLoss, release, crash } = chaos;
  const asLive = <T extends Recurring>(trouble: T | undefined) =>
    trouble && { ...trouble, everySeconds: trouble.liveEverySeconds };
  return { ...scenario, chaos: { leaderLoss: asLive(leaderLoss), release: asLive(release), crash: asLive(crash) } };
});

interface Answer {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
  readonly values: ReadonlyArray<readonly [number, string]>;
}

describe('the history of the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const out = samplesFolder(folder);
  const endSeconds = Math.floor(Date.now() / 1000) - 60;
  let program = '';
  let url = '';
  let live: Service | undefined;
  let history: History;

  beforeAll(async () => {
    program = (await ensureBinaries(['prometheus'])).prometheus;
    mkdirSync(out, { recursive: true });
    history = await writeHistory({ out, hours: HOURS, endSeconds, prometheus: program, scenarios: EVENTFUL });
    const port = await takePort(19_290);
    url = `http://127.0.0.1:${port}`;
    // The demo's own configuration with nobody to scrape: rules are evaluated, and targets are found to be down.
    live = Service.start(await planPrometheus({ folder, program, port, fleetPort: 9, alertmanagerPort: 9 }), folder);
    await live.ready();
  }, 240_000);

  afterAll(async () => {
    await live?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(path: string, parameters: Record<string, string>): Promise<readonly Answer[]> {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    return (await response.json()).data.result;
  }

  async function byWorkload(query: string, time = endSeconds): Promise<Record<string, number>> {
    const answers = await ask('query', { query, time: String(time) });
    return Object.fromEntries(answers.map(({ metric, value }) => [metric.workload, Number(value[1])]));
  }

  function overTime(query: string, stepSeconds: number): Promise<readonly Answer[]> {
    const start = String(endSeconds - HOURS * 3600);
    return ask('query_range', { query, start, end: String(endSeconds), step: String(stepSeconds) });
  }

  function truth(value: (totals: Readonly<Totals>) => number) {
    return Object.fromEntries(
      SCENARIOS.map(({ name, identity }) => {
        const totals = history.totals.get(name);
        return [identity.workload, totals ? value(totals) : NaN];
      })
    );
  }

  const total = ({ name }: RecordedDefinition) => byWorkload(`sum by (workload) (sum_over_time(${name}[${RANGE}]))`);

  it.each([
    ['requests', WORKLOAD.requests, 'requests'],
    ['failed requests', WORKLOAD.requestErrors, 'failed'],
    ['requests that waited for a cold start', WORKLOAD.requestsDelayed, 'delayed'],
    ['tokens', WORKLOAD.tokensByModel, 'tokens'],
  ] as const)('records as many %s as there were, to the last one', async (_, definition, key) => {
    const expected = truth((totals) => totals[key]);
    expect(await total(definition)).toEqual(expected);
    expect(Math.max(...Object.values(expected))).toBeGreaterThan(0);
  });

  it.each([
    ['workload', WORKLOAD.cost],
    ['model', WORKLOAD.costByModel],
    ['team', WORKLOAD.costByTeam],
    ['flow', WORKLOAD.costByFlow],
  ])('records what the tokens cost by %s', async (_, definition) => {
    const recorded = await total(definition);
    for (const [workload, usd] of Object.entries(truth(({ costUsd }) => costUsd))) {
      expect(recorded[workload]).toBeCloseTo(usd, 6);
    }
  });

  it('shows chatchat flapping, and the fixed replicas of kotaemon at rest', async () => {
    const reversals = await byWorkload(`max_over_time(${WORKLOAD.desiredReversals.name}[${RANGE}])`);
    expect(reversals.chatchat).toBeGreaterThanOrEqual(4);
    expect(reversals.kotaemon).toBe(0);
  });

  it('shows kotaemon-zero asleep and awake, within the bounds of its autoscaler', async () => {
    const selector = '{workload="kotaemon-zero"}';
    const lowest = await byWorkload(`min_over_time(${WORKLOAD.replicasReady.name}${selector}[${RANGE}])`);
    const highest = await byWorkload(`max_over_time(${WORKLOAD.replicasReady.name}${selector}[${RANGE}])`);
    const most = await byWorkload(`${WORKLOAD.replicasMax.name}${selector}`);
    expect(lowest['kotaemon-zero']).toBe(0);
    expect(highest['kotaemon-zero']).toBeGreaterThan(0);
    expect(highest['kotaemon-zero']).toBeLessThanOrEqual(most['kotaemon-zero']);
    expect(history.totals.get('kotaemon-zero')?.delayed).toBeGreaterThan(0);
  });

  it('knows when and how long each start was', async () => {
    const starts = new Set(
      (await overTime(INSTANCE.readyTimestamp.name, 60)).flatMap(({ metric, values }) =>
        values.map(([, readyAt]) => `${metric.workload} ${metric.instance} ${readyAt}`)
      )
    );
    const ofLangflow = [...starts].filter((start) => start.startsWith('langflow '));
    expect(ofLangflow).toHaveLength(history.totals.get('langflow')?.pods ?? NaN);
    const seconds = await overTime(`${INSTANCE.startup.name}{phase="total", workload="langflow"}`, 60);
    seconds.forEach(({ values }) => values.forEach(([, value]) => expect(Number(value)).toBeGreaterThan(3)));
  });

  it('keeps every failover: crashes over the target of ten seconds, releases under it', async () => {
    const times = await overTime(INSTANCE.failoverTimestamp.name, 60);
    const events = new Set(times.flatMap(({ metric, values }) => values.map(([, at]) => `${metric.instance} ${at}`)));
    expect(events.size).toBe(history.totals.get('langflow-ha')?.failovers);
    expect(events.size).toBeGreaterThan(10);
    const totals = (await overTime(`${INSTANCE.failover.name}{phase="total"}`, 60)).flatMap(({ values }) =>
      values.map(([, seconds]) => Number(seconds))
    );
    const crashes = totals.filter((seconds) => seconds > 10);
    expect(crashes.length).toBeGreaterThan(0);
    expect(crashes.length).toBeLessThan(totals.length);
    expect(Math.min(...crashes)).toBeGreaterThan(12);
    expect(Math.max(...crashes)).toBeLessThan(25);
  });

  it('ends every state when the next one begins: no instance has two, and never do two lead', async () => {
    const states = await overTime(`max(count by (workload, instance) (${INSTANCE.state.name}))`, 15);
    expect(Math.max(...states.flatMap(({ values }) => values.map(([, count]) => Number(count))))).toBe(1);
    expect((await byWorkload(`max_over_time(${WORKLOAD.leaders.name}[${RANGE}])`))['langflow-ha']).toBe(1);
  });

  it('ends its instances with itself, and lets the lines of workloads go on', async () => {
    const after = endSeconds + 30;
    expect(await ask('query', { query: INSTANCE.state.name, time: String(after) })).toEqual([]);
    expect(Object.keys(await byWorkload(WORKLOAD.replicasReady.name, after))).toHaveLength(SCENARIOS.length);
  });

  it('is taken up by a live Prometheus, which writes after it without an objection', async () => {
    const deadline = Date.now() + 60_000;
    let newest = 0;
    while (newest === 0 && Date.now() < deadline) {
      const [answer] = await ask('query', {
        query: `max(timestamp(${WORKLOAD.info.name}) or timestamp(up)) > ${endSeconds}`,
      });
      newest = Number(answer?.value[1] ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(newest).toBeGreaterThan(endSeconds);
    const log = readFileSync(join(folder, 'prometheus.log'), 'utf8');
    expect(log).not.toMatch(/out of order|out of bounds|overlap|duplicate sample|corrupt/i);
  });

  it('leaves nothing but blocks, and refuses to write over them', async () => {
    const leftovers = readdirSync(out).filter((name) => name.startsWith('.'));
    expect(leftovers).toEqual([]);
    const again = writeHistory({ out, hours: HOURS, endSeconds, prometheus: program });
    await expect(again).rejects.toThrow('name a new folder');
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const interrupted = join(folder, 'interrupted');
    const signal = AbortSignal.abort(new Error('not wanted any more'));
    const attempt = writeHistory({ out: interrupted, hours: 1, endSeconds, prometheus: program, signal });
    await expect(attempt).rejects.toThrow('not wanted any more');
    expect(readdirSync(interrupted)).toEqual([]);
  });

  it('says so when there is no Prometheus to write it with', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const missing = join(folder, 'no-prometheus');
    const attempt = writeHistory({ out: elsewhere, hours: 1, endSeconds, prometheus: missing });
    await expect(attempt).rejects.toThrow(missing);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
