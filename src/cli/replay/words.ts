export function count(requests: number, all: number): string {
  return `${Math.round(requests)} requests (${percent(all > 0 ? requests / all : 0)})`;
}

/** A share from 0 to 1 as percent. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function duration(seconds: number): string {
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 7200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
