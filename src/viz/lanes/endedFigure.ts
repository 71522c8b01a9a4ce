import { formatClock } from '../clock';
import type { FigureRowItem } from './FigureRow';

/** Figures about data that ended: when they did comes first, and nothing of them is called good. */
export function figuresOfEnded(
  items: readonly FigureRowItem[],
  endedAtMs: number | undefined,
  rangeEndMs: number,
  timeZone: string
): FigureRowItem[] {
  if (endedAtMs === undefined) {
    return [...items];
  }
  const ended: FigureRowItem = {
    label: 'Data ended',
    value: formatClock(endedAtMs, rangeEndMs, timeZone),
    help: 'Nothing is known of the time since then. Look at what reports these data.',
    verdict: 'bad',
  };
  return [ended, ...items.map(({ verdict, ...item }) => (verdict === 'good' ? item : { ...item, verdict }))];
}
