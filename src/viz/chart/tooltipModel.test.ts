import { tooltipNotes, tooltipRows } from './tooltipModel';
import type { ChartSeries } from './types';

const AXES = { left: { unit: 'short' }, right: { unit: 'reqps' } };
const series = (over: Partial<ChartSeries>): ChartSeries => ({
  key: 'k',
  label: 'L',
  color: 'red',
  values: [1, undefined, 3],
  ...over,
});

describe('tooltipRows', () => {
  it('formats each series in its own unit, else in that of its axis', () => {
    const rows = tooltipRows(
      [
        series({ key: 'replicas' }),
        series({ key: 'load', axis: 'right' }),
        series({ key: 'usd', unit: 'currencyUSD' }),
      ],
      new Set(),
      AXES,
      2,
      1
    );
    expect(rows.map(({ key, value, pointedAt }) => [key, value, pointedAt])).toEqual([
      ['replicas', '3', false],
      ['load', '3 req/s', true],
      ['usd', '$3', false],
    ]);
  });

  it.each<[string, Partial<ChartSeries>, string[]]>([
    ['what a stepped series holds between its samples', { style: 'step' }, ['1']],
    ['nothing where a line has no sample', { style: 'line' }, []],
    ['nothing in a gap of a stepped series', { style: 'step', values: [1, null, 3] }, []],
    ['a true zero', { values: [1, 0, 3] }, ['0']],
    ['nothing of a series that is kept out of the tooltip', { values: [1, 2, 3], hideInTooltip: true }, []],
    ['nothing of a series hidden by the legend', { key: 'hidden', values: [1, 2, 3] }, []],
  ])('says %s', (_, over, expected) => {
    expect(tooltipRows([series(over)], new Set(['hidden']), AXES, 1, null).map(({ value }) => value)).toEqual(expected);
  });
});

describe('tooltipNotes', () => {
  const span = { fromMs: 100, toMs: 200, color: 'red', label: 'short of capacity' };
  const marker = { timeMs: 300, color: 'red', label: 'reversal' };

  it.each([
    ['inside a span', 150, ['short of capacity']],
    ['at its edge', 95, ['short of capacity']],
    ['close to a marker', 309, ['reversal']],
    ['away from both', 250, []],
  ])('%s', (_, timeMs, labels) => {
    expect(tooltipNotes([span], [marker], timeMs, 10).map(({ label }) => label)).toEqual(labels);
  });
});
