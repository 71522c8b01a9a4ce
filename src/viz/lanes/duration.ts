const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration as people say it, in one or two units: `0.35 s`, `8.4 s`, `1 min 20 s`, `2 h 5 min`. A dash where there is none. */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) {
    return '–';
  }
  if (seconds < 1) {
    return `${Number(seconds.toFixed(2))} s`;
  }
  // What would be rounded up to a minute is one.
  if (seconds < MINUTE - 0.05) {
    return `${Number(seconds.toFixed(1))} s`;
  }
  const rounded = Math.round(seconds);
  if (rounded < HOUR) {
    return twoUnits(rounded, MINUTE, 'min', 1, 's');
  }
  return rounded < DAY ? twoUnits(rounded, HOUR, 'h', MINUTE, 'min') : twoUnits(rounded, DAY, 'd', HOUR, 'h');
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(seconds / small);
  const perLarge = large / small;
  const rest = smalls % perLarge;
  return `${Math.floor(smalls / perLarge)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}
