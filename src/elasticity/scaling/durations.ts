/** A sample holds until the next one, but not for longer than this many usual steps: then there is a gap. */
const LONGEST_HOLD_IN_STEPS = 1.5;

/** How long each sample stands for, in milliseconds: until the next one, cut at gaps; the last one for one usual step. */
export function sampleDurations(times: readonly number[]): number[] {
  const steps = times.slice(1).map((time, i) => time - times[i]);
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return times.map((_, i) => Math.min(steps[i] ?? usual, LONGEST_HOLD_IN_STEPS * usual));
}

/**
 * Share of the time in which something holds, of the time in which it is known whether it does; `undefined` when it is
 * never known.
 */
export function shareOfTime(
  durationsMs: readonly number[],
  holds: (index: number) => boolean | undefined
): number | undefined {
  let known = 0;
  let held = 0;
  durationsMs.forEach((duration, index) => {
    const answer = holds(index);
    if (answer !== undefined) {
      known += duration;
      held += answer ? duration : 0;
    }
  });
  return known > 0 ? held / known : undefined;
}
