import { FIGURE_ROW_HEIGHT } from '../../viz/lanes/FigureRow';
import { arrange } from './arrange';
import { DEFAULTS } from './options';

const lanes = (count: number) => [
  { label: 'w', events: [], rows: Array.from({ length: count }, (_, i) => ({ label: `${i}`, segments: [] })) },
];

describe('arrange', () => {
  it('puts the list beside the lanes in a wide panel', () => {
    const { chart, table, sideBySide } = arrange({ width: 1200, height: 400 }, DEFAULTS, lanes(2), 5);
    expect(sideBySide).toBe(true);
    expect(chart.width + (table?.width ?? 0)).toBeLessThanOrEqual(1200);
  });

  it('puts it below in a narrow one, and stays within the panel', () => {
    const { chart, table, sideBySide } = arrange({ width: 600, height: 300 }, DEFAULTS, lanes(2), 5);
    expect(sideBySide).toBe(false);
    expect(table).toBeDefined();
    expect(chart.height + (table?.height ?? 0)).toBeLessThanOrEqual(300 - FIGURE_ROW_HEIGHT);
  });

  it('leaves it out where lanes and list do not both fit', () => {
    expect(arrange({ width: 600, height: 190 }, DEFAULTS, lanes(2), 5).table).toBeUndefined();
  });

  it('gives the lanes no more height than they use', () => {
    const few = arrange({ width: 1200, height: 900 }, DEFAULTS, lanes(2), 3);
    const many = arrange({ width: 1200, height: 900 }, DEFAULTS, lanes(40), 3);
    expect(few.chart.height).toBeLessThan(many.chart.height);
  });

  it('gives the lanes all the width when there is no failover to list', () => {
    expect(arrange({ width: 1200, height: 400 }, DEFAULTS, lanes(2), 0)).toMatchObject({
      table: undefined,
      chart: { width: 1200 },
    });
  });

  it('shows no list when nobody wants it', () => {
    expect(arrange({ width: 1200, height: 400 }, { ...DEFAULTS, showTable: false }, lanes(2), 5)).toMatchObject({
      table: undefined,
      chart: { width: 1200 },
    });
  });
});
