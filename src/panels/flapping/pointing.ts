import { reversalsWithin, type Reversal } from '../../elasticity/flapping';
import type { Lane } from './model';

/** What the pointer is on: a reversal, or else a lane at the time of one of its samples. */
export type Pointed =
  | { readonly lane: Lane; readonly reversal: Reversal }
  | { readonly lane: Lane; readonly reversal?: undefined; readonly sample: number };

/**
 * Finds what lies at a time in a lane. The same thing found twice is the identical object, so that a tooltip is not drawn
 * anew at each move of the pointer.
 */
export class Pointer {
  private readonly reversals = new WeakMap<Reversal, Pointed>();
  private readonly samples = new WeakMap<Lane, Pointed[]>();

  at(lane: Lane, timeMs: number, reachMs: number): Pointed | undefined {
    const reversal = nearest(lane.summary.reversals, timeMs, reachMs);
    return reversal === undefined ? this.sample(lane, timeMs) : this.reversal(lane, reversal);
  }

  reversal(lane: Lane, reversal: Reversal): Pointed {
    const pointed = this.reversals.get(reversal) ?? { lane, reversal };
    this.reversals.set(reversal, pointed);
    return pointed;
  }

  private sample(lane: Lane, timeMs: number): Pointed | undefined {
    const after = lane.times.findIndex((time) => time > timeMs);
    const sample = (after === -1 ? lane.times.length : after) - 1;
    if (sample < 0 || lane.values[sample] === null || lane.values[sample] === undefined) {
      return undefined;
    }
    const known = this.samples.get(lane) ?? [];
    this.samples.set(lane, known);
    return (known[sample] ??= { lane, sample });
  }
}

function nearest(reversals: readonly Reversal[], timeMs: number, reachMs: number): Reversal | undefined {
  return reversals
    .filter((one) => Math.abs(one.timeMs - timeMs) <= reachMs)
    .sort((a, b) => Math.abs(a.timeMs - timeMs) - Math.abs(b.timeMs - timeMs))[0];
}

/** Reversals in the hour before a time, for the tooltip. */
export function reversalsBefore({ summary }: Lane, timeMs: number): number {
  return reversalsWithin(summary.reversals, timeMs).length;
}
