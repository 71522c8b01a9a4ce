import { chatchat } from '../../demo/fleet/scenarios/chatchat';
import { langflow } from '../../demo/fleet/scenarios/langflow';
import type { Scaling, Scenario } from '../../demo/fleet/scenarios/types';
import {
  compareWithRecorded,
  readManifest,
  type HpaPolicy,
  type PlantSettings,
  type ReplayedSeries,
  type ReplayError,
  type ReplaySummary,
} from '../../src/elasticity/autoscaler';
import { live, reversalsOf } from './support/lived';
import { RecordedDemo } from './support/recordedDemo';

const HOURS = 3;
const demo = new RecordedDemo([chatchat, langflow], '2026-06-02T12:00:00Z', HOURS);
beforeAll(() => demo.start(), 240_000);
afterAll(() => demo.stop());

interface Replay {
  readonly error: ReplayError;
  readonly plant: PlantSettings;
  readonly series: ReplayedSeries;
}

async function replayed(scenario: Scenario, args: readonly string[] = []): Promise<Replay> {
  const { code, stdout, stderr } = await demo.run('replay', scenario, [...args, '--json']);
  if (code !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

/** What the autoscaler of the scenario asks Prometheus, as an option. */
const itsOwnQuery = ({ scaling }: Scenario) =>
  scaling.kind === 'fixed' ? [] : ['--metric', `requests-per-second=${scaling.query}`];

/** The settings that flap. */
function flapping(): Extract<Scaling, { kind: 'hpa' }> {
  if (chatchat.scaling.kind !== 'hpa') {
    throw new Error('chatchat has no HorizontalPodAutoscaler');
  }
  return chatchat.scaling;
}

const columnsOf = ({ series }: Pick<Replay, 'series'>) => ({
  timesSeconds: series.timesSeconds,
  values: series.desired,
});

/** What a replay foretells of chatchat with this policy, and what the model of the fleet then does with it. */
async function tried(policy: HpaPolicy, args: readonly string[]) {
  const scenario: Scenario = { ...chatchat, scaling: { ...flapping(), policy } };
  const { series } = await replayed(scenario, args);
  const lived = live(scenario, demo.fromSeconds, demo.untilSeconds);
  return {
    foretold: reversalsOf(columnsOf({ series })),
    lived: reversalsOf(lived),
    equalShare: compareWithRecorded(series, lived)?.ifLate.equalShare,
  };
}

describe('a replay of the settings of then', () => {
  it.each<[string, Scenario, readonly string[], { equalShare: number; ifLate: number; unmatched: number }]>([
    ['settings that flap, on the recorded load', chatchat, [], { equalShare: 0.88, ifLate: 0.88, unmatched: 0 }],
    [
      'the same, on what the autoscaler asked',
      chatchat,
      itsOwnQuery(chatchat),
      { equalShare: 0.81, ifLate: 0.92, unmatched: 0 },
    ],
    ['calm settings, on the recorded load', langflow, [], { equalShare: 0.96, ifLate: 0.96, unmatched: 1 }],
    [
      'the same, on what the autoscaler asked',
      langflow,
      itsOwnQuery(langflow),
      { equalShare: 0.96, ifLate: 0.98, unmatched: 0 },
    ],
  ])('gives the replicas of then: %s', async (_name, scenario, args, least) => {
    const { error } = await replayed(scenario, args);
    expect(error.seconds).toBeGreaterThan(HOURS * 3600 - 120);
    expect(error.equalShare).toBeGreaterThanOrEqual(least.equalShare);
    expect(error.ifLate.equalShare).toBeGreaterThanOrEqual(least.ifLate);
    const { recorded, replayed: again, matched } = error.changes;
    expect(recorded).toBeGreaterThan(10);
    expect(recorded - matched).toBeLessThanOrEqual(least.unmatched);
    expect(Math.abs(again - recorded)).toBeLessThanOrEqual(1);
  });

  it('does not give them with other settings', async () => {
    const { error } = await replayed({ ...chatchat, scaling: langflow.scaling });
    expect(error.equalShare).toBeLessThan(0.3);
    expect(error.changes.matched).toBeLessThan(error.changes.recorded / 2);
  });

  it.each([chatchat, langflow])('knows every cold start of $name, and what a replica carries', async (scenario) => {
    const { plant } = await replayed(scenario);
    expect(plant.requestsPerSecondPerReplica).toBe(scenario.targets.qps_per_replica);
    expect(plant.coldStartSeconds).toHaveLength(demo.podsOf(scenario));
    expect(Math.min(...plant.coldStartSeconds)).toBeGreaterThan(3);
    expect(Math.max(...plant.coldStartSeconds)).toBeLessThan(60);
  });
});

describe('a replay of settings that were not tried', () => {
  it('foretells that the fleet goes on to flap with too short a window on the way down', async () => {
    const { behavior, ...policy } = flapping().policy;
    const scaleDown = { ...behavior?.scaleDown, stabilizationWindowSeconds: 180 };
    const shortWindow = { ...policy, behavior: { ...behavior, scaleDown } };
    const { foretold, lived, equalShare } = await tried(shortWindow, itsOwnQuery(chatchat));
    expect(foretold).toBe(lived);
    expect(lived).toBeGreaterThan(20);
    expect(equalShare).toBeGreaterThan(0.96);
  });
});

describe('the advice for settings that flap', () => {
  it.each<[string, readonly string[]]>([
    ['on the recorded load', []],
    ['on what the autoscaler asked', itsOwnQuery(chatchat)],
  ])('ends it %s, in the replay as in the fleet that lives with it', async (_name, args) => {
    expect(reversalsOf(columnsOf(await replayed(chatchat, args)))).toBeGreaterThan(20);
    const { stdout } = await demo.run('advise', chatchat, [...args, '--output', '-']);
    const { autoscaler } = readManifest(stdout);
    if (autoscaler.kind !== 'hpa') {
      throw new Error('the advice is no HorizontalPodAutoscaler');
    }
    const { foretold, lived, equalShare } = await tried(autoscaler.policy, args);
    expect({ foretold, lived }).toEqual({ foretold: 0, lived: 0 });
    expect(equalShare).toBeGreaterThan(0.96);
  });
});

it('the advice for settings that are calm is cheaper and no less calm, if it changes anything', async () => {
  const { stdout } = await demo.run('advise', langflow, [...itsOwnQuery(langflow), '--json']);
  const { present, chosen }: { readonly [which in 'present' | 'chosen']: { readonly summary: ReplaySummary } } =
    JSON.parse(stdout);
  expect(chosen.summary.replicaHours).toBeLessThanOrEqual(present.summary.replicaHours);
  expect(chosen.summary.worstReversalsPerHour).toBeLessThan(4);
});

describe('the command', () => {
  it('asks for more points than one answer may have, and says what of it is known', async () => {
    const { code, stdout } = await demo.run('replay', chatchat, ['--last', '30d']);
    const [ofReplicas, ofChanges, recording] = stdout.split('\n');
    expect(code).toBe(0);
    expect(ofReplicas).toMatch(/^against the recorded replicas +equal \d+\.\d % of the time/);
    expect(ofChanges).toMatch(/^against the recorded changes +\d+ of \d+ matched/);
    expect(recording).toMatch(
      /^recording +demo\/chatchat\/chatchat from 2026-06-02T09:\d\d:\d\dZ to 2026-06-02T1[12]:/
    );
  });

  it.each<[string, readonly string[], string]>([
    [
      'a workload that is not there',
      ['--workload', 'chatchat/chat'],
      'knows no workload chatchat/chat; there are demo/chatchat/chatchat, demo/langflow/langflow',
    ],
    [
      'another cluster',
      ['--workload', 'live/chatchat/chatchat'],
      'knows no workload live/chatchat/chatchat; there are',
    ],
    ['another year', ['--until', '2025-06-02T12:00:00Z'], 'no workload is recorded from 2025-06-02T09:00:00Z to'],
    ['a wrong password', ['--http.config.file', '/dev/null'], 'access was refused (401): Unauthorized'],
    [
      'a query that is none',
      ['--metric', 'requests-per-second=sum(rate('],
      'Prometheus answered 400: 1:10: parse error: unclosed left parenthesis',
    ],
    ['a query without an answer', ['--metric', 'requests-per-second=nothing'], 'nothing has no value from 2026-06-02T'],
    ['a query with many', ['--metric', 'requests-per-second=instance:state'], 'series; aggregate them to one'],
  ])('says what is wrong with %s', async (_name, args, message) => {
    const { code, stdout, stderr } = await demo.run('replay', chatchat, args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toContain(message);
  });
});
