import { normal, seeded, type Random } from './random';
import type { Duration, Scenario } from './types';

/** One duration in seconds, cut at three standard deviations so that no draw surprises a demo. */
export function drawSeconds({ medianSeconds, spread }: Duration, random: Random): number {
  const deviation = Math.max(-3, Math.min(3, normal(random)));
  return medianSeconds * Math.exp(spread * deviation);
}

/** How long one start of one instance takes. `start` counts the starts of its backend, restarts included. */
export function startupSeconds(
  scenario: Scenario,
  seed: string,
  instance: string,
  start: number
): { readonly boot: number; readonly load: number } {
  const random = seeded(seed, scenario.name, instance, start);
  const { boot, load } = scenario.startup;
  return { boot: drawSeconds(boot, random), load: load ? drawSeconds(load, random) : 0 };
}
