import { SCRAPE_SECONDS, UNSCRAPED, type Labels, type SourceSeries } from './source';

/** Values in promtool's notation, equal ones in a row as `1x9` (once and nine times more). */
export function encodeValues(at: SourceSeries['at'], durationSeconds: number): string {
  const runs: Array<{ text: string; count: number }> = [];
  let wasExposed = false;
  for (let seconds = 0; seconds <= durationSeconds; seconds += SCRAPE_SECONDS) {
    const value = at(seconds);
    const isExposed = typeof value === 'number';
    const text = isExposed ? numberText(value) : wasExposed && value !== UNSCRAPED ? 'stale' : '_';
    wasExposed = isExposed;
    const last = runs.at(-1);
    if (last?.text === text) {
      last.count++;
    } else {
      runs.push({ text, count: 1 });
    }
  }
  return runs.map(({ text, count }) => runText(text, count)).join(' ');
}

/** The series as promtool reads it: `up{job="a"}`. */
export function encodeSeries(name: string, labels: Labels): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = sorted.map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(', ')}}`;
}

function runText(text: string, count: number): string {
  if (count === 1) {
    return text;
  }
  if (text === '_') {
    return `_x${count}`;
  }
  // NaN and the infinities have no short form.
  return Number.isFinite(Number(text)) ? `${text}x${count - 1}` : Array<string>(count).fill(text).join(' ');
}

function numberText(value: number): string {
  return Math.abs(value) === Infinity ? `${value > 0 ? '' : '-'}Inf` : String(value);
}
