import { seeded } from './random';

/** Share of the interval by which an occurrence may be late, so that the demo does not tick like a clock. */
const JITTER = 0.25;

/**
 * The times (seconds since the epoch) at which something recurring is due within [from, to): once in every interval,
 * somewhere in its first quarter.
 */
export function dueTimes(everySeconds: number, seed: string, from: number, to: number): number[] {
  const times: number[] = [];
  for (let turn = Math.floor(from / everySeconds); turn * everySeconds < to; turn++) {
    const time = everySeconds * (turn + JITTER * seeded(seed, turn)());
    if (time >= from && time < to) {
      times.push(time);
    }
  }
  return times;
}
