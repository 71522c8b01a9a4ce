import { UsageError } from '../command';

/** Seconds since the epoch. */
export interface TimeRange {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Units of Prometheus' durations, seconds. */
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Reads a duration as Prometheus writes it, `7d` or `1h30m`, in seconds. */
export function parseDuration(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhdwy])/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_SECONDS[unit], 0);
  if (parts.map(([part]) => part).join('') !== text || seconds === 0) {
    throw new UsageError(`${option} ${text}: is not a duration (use one like 12h, 7d or 1h30m)`);
  }
  return seconds;
}

/** Reads a time: ISO 8601, or seconds since the epoch. */
export function parseTime(option: string, text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (!Number.isFinite(seconds)) {
    throw new UsageError(`${option} ${text}: is not a time (use 2026-11-26T10:00:00Z, or seconds since 1970)`);
  }
  return seconds;
}

/** A time as reports write it, to the second. */
export function isoTime(seconds: number): string {
  return new Date(Math.round(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
