const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds in a duration of one unit, like 90s, 5m or 24h, as rule files have them. */
export function seconds(duration: string): number {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  const unitSeconds = UNIT_SECONDS[unit];
  if (count === undefined || unitSeconds === undefined) {
    throw new Error(`${duration} is no duration of one unit`);
  }
  return Number(count) * unitSeconds;
}
