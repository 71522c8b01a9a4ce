/** A duration as Prometheus writes it: `15s`, `10m`, `1h30m`, `7d`. */
export type Time =
  | `${number}${'s' | 'm' | 'h' | 'd'}`
  | `${number}m${number}s`
  | `${number}h${number}m`
  | `${number}d${number}h`
  | `${number}d${number}h${number}m`;

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration; a number is seconds already. */
export function toSeconds(time: Time | number): number {
  if (typeof time === 'number') {
    return time;
  }
  return [...time.matchAll(/([\d.]+)([smhd])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? NaN),
    0
  );
}

/** Seconds in the two largest units that they have: `1h30m`, `45s`. */
export function durationText(seconds: number): string {
  const units: Array<[string, number]> = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3600) % 24],
    ['m', Math.floor(seconds / 60) % 60],
    ['s', Math.round(seconds) % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  const shown = units.slice(first, first + 2).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => `${count}${unit}`).join('') || '0s';
}
