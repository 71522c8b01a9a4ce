import { sameStructure, type ChartStructure } from './structure';

const STRUCTURE: ChartStructure = {
  series: [
    { key: 'load', label: 'Load', color: 'blue', axis: 'right', dash: [4, 4] },
    { key: 'current', label: 'Current', color: 'green' },
  ],
  hidden: new Set(['current']),
  left: { unit: 'short', decimals: 0 },
  right: { unit: 'reqps' },
  thresholds: [{ value: 10, color: 'red' }],
  hover: 'multi',
};

describe('sameStructure', () => {
  it('is true for a refresh: equal parts in new objects, values apart', () => {
    const [load, current] = STRUCTURE.series;
    const refreshed: ChartStructure = {
      series: [{ ...load, dash: [4, 4], unit: undefined, ...{ values: [1, 2] } }, { ...current }],
      hidden: new Set(['current']),
      left: { ...STRUCTURE.left },
      right: { ...STRUCTURE.right, label: undefined },
      thresholds: [{ value: 10, color: 'red' }],
      hover: 'multi',
    };
    expect(sameStructure(STRUCTURE, refreshed)).toBe(true);
  });

  it.each<[string, Partial<ChartStructure>]>([
    ['a series that came', { series: [...STRUCTURE.series, { key: 'new', label: 'New', color: 'red' }] }],
    ['a series that went', { series: STRUCTURE.series.slice(1) }],
    ['another colour', { series: [STRUCTURE.series[0], { ...STRUCTURE.series[1], color: 'red' }] }],
    ['other dashes', { series: [{ ...STRUCTURE.series[0], dash: [1, 1] }, STRUCTURE.series[1]] }],
    ['a series shown again', { hidden: new Set() }],
    ['another unit', { right: { unit: 'percent' } }],
    ['a moved threshold', { thresholds: [{ value: 11, color: 'red' }] }],
    ['another tooltip', { hover: 'none' }],
  ])('is false for %s', (_, change) => {
    expect(sameStructure(STRUCTURE, { ...STRUCTURE, ...change })).toBe(false);
  });
});
