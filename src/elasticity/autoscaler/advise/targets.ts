import type { MetricSpec } from '../hpa';

/** How far from the present target others are tried, as parts of it. */
const RANGE = { from: 0.55, to: 1.35 } as const;

/** Preferred numbers of a decade, each about a tenth above the one before (IEC 60063, series E24). */
const PREFERRED = [
  10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91,
] as const;

const PERCENT_STEP = 5;

/**
 * Targets near the present one: whole steps of 5 %, or preferred numbers. They do not depend on where one stands, so that
 * settings that were advised once are found again.
 */
export function targetsNear({ type, value }: MetricSpec['target']): readonly number[] {
  const [from, to] = [value * RANGE.from, value * RANGE.to];
  return (type === 'Utilization' ? percents(to) : preferred(from, to)).filter(
    (other) => other >= from && other <= to && other !== value
  );
}

function percents(to: number): readonly number[] {
  return Array.from({ length: Math.floor(to / PERCENT_STEP) }, (_, i) => (i + 1) * PERCENT_STEP);
}

function preferred(from: number, to: number): readonly number[] {
  const [first, last] = [from, to].map((amount) => Math.floor(Math.log10(amount)) - 1);
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return decades.flatMap((decade) => PREFERRED.map((digits) => Number(`${digits}e${decade}`)));
}
