import { dateTimeFormat } from '@grafana/data';

/** A moment as people say it near another one: the time of day, with the date where it was on another day. */
export function formatClock(timeMs: number, nearMs: number, timeZone: string): string {
  const day = (ms: number) => dateTimeFormat(ms, { timeZone, format: 'YYYY-MM-DD' });
  return dateTimeFormat(timeMs, { timeZone, format: day(timeMs) === day(nearMs) ? 'HH:mm' : 'MM-DD HH:mm' });
}

/** How a moment is written. */
export type Clock = (timeMs: number) => string;

/** Since when something has been so; it may have been so for longer where it was from the first that is known. */
export function formatSince(
  { fromMs, stepMs }: { readonly fromMs: number; readonly stepMs: number },
  knownFromMs: number,
  clock: Clock
): string {
  return `since ${fromMs - stepMs < knownFromMs ? 'before ' : ''}${clock(fromMs)}`;
}
