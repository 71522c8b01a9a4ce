import { hpaOfScaledObject } from '../../../src/elasticity/autoscaler';
import { OBJECTIVES } from '../../../src/vocabulary';
import { startupSeconds } from './durations';
import { SCENARIOS } from '.';
import { seeded } from './random';
import { dueTimes } from './schedule';
import { questionsPerSecond } from './tide';
import { drawQuestion, usageOf } from './usage';

/** Half past three in the night and afternoon of one day (UTC), in seconds since the epoch. */
const NIGHT = Date.UTC(2026, 10, 21, 3, 30) / 1000;
const AFTERNOON = Date.UTC(2026, 10, 21, 15, 30) / 1000;
const QUARTER_HOUR = Array.from({ length: 180 }, (_, index) => index * 5);

describe.each(SCENARIOS)('$name', (scenario) => {
  const loadAround = (start: number) =>
    QUARTER_HOUR.map((offset) => questionsPerSecond(scenario.tide, scenario.name, start + offset));

  it.each([
    ['night', NIGHT],
    ['afternoon', AFTERNOON],
  ])('moves by a quarter of its crest within a quarter of an hour at %s, and never below zero', (_, start) => {
    const load = loadAround(start);
    expect(Math.min(...load)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...load)).toBeLessThan(0.75 * Math.max(...load));
    expect(Math.max(...load)).toBeLessThan(1.5 * scenario.tide.peak);
  });

  it('asks only for flows it has, with tokens inside their declared bounds', () => {
    const random = seeded('questions');
    for (let index = 0; index < 200; index++) {
      const { flow, promptTokens } = drawQuestion(scenario, random);
      const usage = usageOf({ ...flow, promptTokens, text: String(index) });
      expect(promptTokens).toBeGreaterThanOrEqual(flow.promptTokens[0]);
      expect(promptTokens).toBeLessThanOrEqual(flow.promptTokens[1]);
      expect(usage.cachedTokens).toBeLessThanOrEqual(flow.prefixTokens);
      expect(usage.completionTokens).toBeGreaterThanOrEqual(Math.floor(flow.maxCompletionTokens / 2));
      expect(usage.completionTokens).toBeLessThanOrEqual(flow.maxCompletionTokens);
      expect(usage.reasoningTokens).toBeLessThan(usage.completionTokens);
    }
  });

  it('sets only objectives that exist, with a positive number', () => {
    for (const [objective, value] of Object.entries(scenario.targets)) {
      expect(Object.keys(OBJECTIVES)).toContain(objective);
      expect(value).toBeGreaterThan(0);
    }
  });

  it('starts each time a little differently, but the same in history and live', () => {
    const first = startupSeconds(scenario, 'seed', 'pod', 0);
    expect(startupSeconds(scenario, 'seed', 'pod', 0)).toEqual(first);
    expect(startupSeconds(scenario, 'seed', 'pod', 1)).not.toEqual(first);
    expect(first.boot).toBeGreaterThan(0);
    expect(first.load > 0).toBe(scenario.startup.load !== undefined);
  });

  it('has as many metrics as the loop can answer: one', () => {
    if (scenario.scaling.kind === 'fixed') {
      expect(scenario.scaling.replicas).toBeGreaterThan(1);
    } else {
      const { kind, policy } = scenario.scaling;
      expect((kind === 'hpa' ? policy : hpaOfScaledObject(policy)).metrics).toHaveLength(1);
    }
  });
});

it('kotaemon-zero rests long enough for the cooldown after the rate window, at any hour', () => {
  const zero = SCENARIOS.find(({ name }) => name === 'kotaemon-zero');
  if (zero?.scaling.kind !== 'keda') {
    throw new Error('kotaemon-zero does not scale with KEDA');
  }
  const needed = 60 + zero.scaling.policy.cooldownPeriodSeconds;
  for (const start of [NIGHT, AFTERNOON]) {
    const dry = QUARTER_HOUR.filter((offset) => questionsPerSecond(zero.tide, zero.name, start + offset) === 0);
    expect(dry.length * 5).toBeGreaterThan(needed);
  }
});

describe('dueTimes', () => {
  it('names each occurrence once, however the time is cut up', () => {
    const whole = dueTimes(420, 'leader', 0, 4200);
    const pieces = [0, 1, 2, 3, 4, 5, 6].flatMap((n) => dueTimes(420, 'leader', n * 600, n * 600 + 600));
    expect(whole).toHaveLength(10);
    expect(pieces).toEqual(whole);
  });
});
