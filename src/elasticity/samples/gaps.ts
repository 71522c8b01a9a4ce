/**
 * The one rule about gaps: a sample holds until the next one, but for no longer than this many steps. Samples come a little
 * late now and then; one that is missing shows as twice the step. In the answer to a range query Prometheus has bridged
 * already what it takes for a hiccup (it looks back five minutes), so what still shows there was a gap for the rules as well.
 */
export const LONGEST_HOLD_IN_STEPS = 1.5;

/**
 * A state that is the same before and behind a gap of so few steps went on meanwhile: a scrape was missed. That says nothing of
 * numbers, which may have come back after they had changed.
 */
const LONGEST_BRIDGED_STEPS = 3;

/** Whether nothing is known between two samples that follow each other. */
export function isGap(beforeMs: number, afterMs: number, stepMs: number): boolean {
  return afterMs - beforeMs > LONGEST_HOLD_IN_STEPS * stepMs;
}

/** Until when the state of a sample is taken to hold: until the next sample, across a gap for one step. */
export function stateHoldsUntil(
  atMs: number,
  next: { readonly atMs: number; readonly isSame: boolean } | undefined,
  stepMs: number
): number {
  const isBridged = next?.isSame === true && next.atMs - atMs <= LONGEST_BRIDGED_STEPS * stepMs;
  return next !== undefined && (isBridged || !isGap(atMs, next.atMs, stepMs)) ? next.atMs : atMs + stepMs;
}

/** The step of samples that lie on a grid, as in answers to range queries: their smallest distance. */
export function gridStep(times: ArrayLike<number>): number | undefined {
  let smallest = Infinity;
  for (let i = 1; i < times.length; i++) {
    smallest = Math.min(smallest, times[i] - times[i - 1]);
  }
  return Number.isFinite(smallest) ? smallest : undefined;
}

/** The step of samples that somebody recorded, which may come late or twice: the middle one of their distances. */
export function usualStep(times: ArrayLike<number>): number | undefined {
  if (times.length < 2) {
    return undefined;
  }
  const steps = new Float64Array(times.length - 1);
  let isEven = true;
  for (let i = 0; i < steps.length; i++) {
    steps[i] = times[i + 1] - times[i];
    isEven &&= steps[i] === steps[0];
  }
  return isEven ? steps[0] : steps.sort()[Math.floor(steps.length / 2)];
}

/** How long each sample stands for: until the next one, cut at gaps; the last one for one usual step. In the unit of the times. */
export function sampleDurations(times: ArrayLike<number>): number[] {
  const step = usualStep(times) ?? 0;
  return Array.from(times, (time, i) =>
    i + 1 < times.length ? Math.min(times[i + 1] - time, LONGEST_HOLD_IN_STEPS * step) : step
  );
}

/**
 * Share of the time in which something holds, of the time in which it is known whether it does; `undefined` when it is
 * never known.
 */
export function shareOfTime(
  durations: readonly number[],
  holds: (index: number) => boolean | undefined
): number | undefined {
  let known = 0;
  let held = 0;
  durations.forEach((duration, index) => {
    const answer = holds(index);
    if (answer !== undefined) {
      known += duration;
      held += answer ? duration : 0;
    }
  });
  return known > 0 ? held / known : undefined;
}
