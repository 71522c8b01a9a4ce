import type { LaneGroup } from './laneTypes';
import { HEADING_HEIGHT, placeAt, placeLanes } from './layout';

function group(label: string, rows: number): LaneGroup {
  return { label, events: [], rows: Array.from({ length: rows }, (_, i) => ({ label: `${label}${i}`, segments: [] })) };
}

const labels = (page: ReturnType<typeof placeLanes>) => page.groups.map(({ rows }) => rows.map(({ row }) => row.label));

describe('placeLanes', () => {
  it('places groups below each other on one page when they fit', () => {
    const page = placeLanes([group('a', 2), group('b', 1)], 200, 0);
    expect(page.pages).toBe(1);
    expect(labels(page)).toEqual([['a0', 'a1'], ['b0']]);
    expect(page.groups[1].headingTop).toBe(page.groups[0].bottom);
    expect(page.groups[0].rows[0].top).toBe(HEADING_HEIGHT);
    expect(page.groups[1].bottom).toBeLessThanOrEqual(200);
  });

  it('shows every lane on exactly one page when they do not fit', () => {
    const groups = [group('a', 7), group('b', 20)];
    const { pages } = placeLanes(groups, 150, 0);
    const shown = Array.from({ length: pages }, (_, i) => placeLanes(groups, 150, i));
    expect(pages).toBeGreaterThan(2);
    expect(shown.flatMap((page) => labels(page).flat())).toEqual(
      groups.flatMap(({ rows }) => rows.map(({ label }) => label))
    );
    for (const page of shown) {
      expect(page.groups[page.groups.length - 1].bottom).toBeLessThanOrEqual(150);
    }
  });

  it('shows one lane at least, however low the plot', () => {
    expect(labels(placeLanes([group('a', 3)], 1, 0))).toEqual([['a0']]);
  });

  it('stays on the last page when there are fewer pages than before', () => {
    expect(placeLanes([group('a', 2)], 200, 5).page).toBe(0);
  });

  it('has one empty page without lanes', () => {
    expect(placeLanes([], 200, 0)).toEqual({ groups: [], pages: 1, page: 0 });
  });
});

describe('placeAt', () => {
  const page = placeLanes([group('a', 2), group('b', 1)], 200, 0);

  it('finds the lane, the heading, and nothing', () => {
    const [first, second] = page.groups;
    expect(placeAt(page, first.rows[1].top)?.row?.row.label).toBe('a1');
    expect(placeAt(page, second.headingTop + 1)).toEqual({ group: second, row: undefined });
    expect(placeAt(page, second.bottom)).toBeUndefined();
  });

  it('finds no lane in the space between two', () => {
    const [first] = page.groups;
    expect(placeAt(page, first.rows[1].top - 1)).toEqual({ group: first, row: undefined });
  });
});
