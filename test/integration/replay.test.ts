import { chatchat } from '../../demo/fleet/scenarios/chatchat';
import { langflow } from '../../demo/fleet/scenarios/langflow';
import type { Scenario } from '../../demo/fleet/scenarios/types';
import {
  compareWithRecorded,
  type PlantSettings,
  type ReplayedSeries,
  type ReplayError,
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
  /** The settings that flap, but for the window on the way down. */
  function withScaleDownWindow(stabilizationWindowSeconds: number): Scenario {
    const { scaling } = chatchat;
    if (scaling.kind !== 'hpa') {
      throw new Error('chatchat has no HorizontalPodAutoscaler');
    }
    const { behavior } = scaling.policy;
    const scaleDown = { ...behavior?.scaleDown, stabilizationWindowSeconds };
    return {
      ...chatchat,
      scaling: { ...scaling, policy: { ...scaling.policy, behavior: { ...behavior, scaleDown } } },
    };
  }

  it.each([
    [180, 'still flaps', 20],
    [600, 'is calm', 0],
  ])('foretells what the fleet does with a window of %d s: it %s', async (windowSeconds, _verdict, least) => {
    const calmer = withScaleDownWindow(windowSeconds);
    const { series } = await replayed(calmer, itsOwnQuery(chatchat));
    const lived = live(calmer, demo.fromSeconds, demo.untilSeconds);
    const foretold = { timesSeconds: series.timesSeconds, values: series.desired };
    expect(reversalsOf(foretold)).toBe(reversalsOf(lived));
    expect(reversalsOf(lived)).toBeGreaterThanOrEqual(least);
    expect(reversalsOf(lived) === 0).toBe(least === 0);
    expect(compareWithRecorded(series, lived)?.ifLate.equalShare).toBeGreaterThan(0.96);
  });
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
