import { smoothNoise } from './random';
import type { Scenario, Tide } from './types';

/** Seeds the noise of the tides where nothing else is asked for, in history as live. */
export const DEFAULT_SEED = 'elastiscope';

const DAY_SECONDS = 86_400;

/** 1 at the busiest hour, `nightShare` twelve hours away from it. */
function shareOfDay(tide: Tide, seconds: number): number {
  const angle = (2 * Math.PI * (seconds - tide.busiestHourUtc * 3600)) / DAY_SECONDS;
  return tide.nightShare + ((1 - tide.nightShare) * (1 + Math.cos(angle))) / 2;
}

/**
 * Questions per second at a moment (seconds since the epoch): a day with faster waves on it. Depends on nothing else, so
 * that history and live load are one curve.
 */
export function questionsPerSecond(tide: Tide, seed: string, seconds: number): number {
  const waves = tide.waves.reduce(
    (height, { periodSeconds, depth }) =>
      height * (1 - (depth * (1 + Math.cos((2 * Math.PI * seconds) / periodSeconds))) / 2),
    1
  );
  const noise = 1 + tide.noise.depth * smoothNoise(seed, seconds, tide.noise.periodSeconds);
  const load = tide.peak * shareOfDay(tide, seconds) * waves * noise;
  return load < (tide.dryBelow ?? 0) ? 0 : load;
}

/** Questions per second of a scenario at a moment: what the load generator asks and what history says was asked. */
export function scenarioLoad({ name, tide }: Scenario, seed: string, seconds: number): number {
  return questionsPerSecond(tide, `${seed}/${name}`, seconds);
}
