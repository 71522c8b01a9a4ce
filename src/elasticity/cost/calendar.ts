import type { TimeSpan } from '../samples';

const HOUR_MS = 3_600_000;

/** The UTC calendar month that holds a time. It ends where the next one starts. */
export function utcMonth(atMs: number): TimeSpan {
  const at = new Date(atMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { fromMs: Date.UTC(year, month, 1), toMs: Date.UTC(year, month + 1, 1) };
}

/** Hours from a time to the end of its UTC month; UTC has no daylight saving, so every day counts 24. */
export function hoursLeftInMonth(atMs: number): number {
  return (utcMonth(atMs).toMs - atMs) / HOUR_MS;
}

/** Time at which a steady hourly cost has used up an amount. */
export function timeToSpend(usd: number, hourlyUsd: number, fromMs: number): number {
  return fromMs + (usd / hourlyUsd) * HOUR_MS;
}

/**
 * The part of a monthly budget that falls to a span of time, each second of a month weighing the same. A day of February
 * carries more of the budget than a day of March, because the budget is one for the month.
 */
export function budgetForSpan(monthlyUsd: number, span: TimeSpan): number {
  let usd = 0;
  for (let month = utcMonth(span.fromMs); month.fromMs < span.toMs; month = utcMonth(month.toMs)) {
    const overlapMs = Math.min(span.toMs, month.toMs) - Math.max(span.fromMs, month.fromMs);
    usd += (monthlyUsd * overlapMs) / (month.toMs - month.fromMs);
  }
  return usd;
}

/** Whether a span is one UTC month, from its first to its last moment. Ranges of Grafana end a millisecond before midnight. */
export function isWholeMonth({ fromMs, toMs }: TimeSpan): boolean {
  const month = utcMonth(fromMs);
  return fromMs === month.fromMs && (toMs === month.toMs || toMs === month.toMs - 1);
}
