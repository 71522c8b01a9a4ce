import { formattedValueToString, getValueFormat } from '@grafana/data';
import { GUTTER } from './StartsChart';

/** Of the axes' font of 12 px, and what ticks and gaps take. */
const CHARACTER_WIDTH = 6.4;
const TICKS_WIDTH = 12;

/** Distances between ticks as uPlot chooses them, from a tenth of a second to half a day. */
const DISTANCES = [0.1, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 20_000, 50_000];

it('leaves room for every label of the axis of durations', () => {
  const format = getValueFormat('s');
  const labels = DISTANCES.flatMap((distance) =>
    [1, 2, 3, 4, 5].map((nth) => formattedValueToString(format(nth * distance)))
  );
  const tooLong = labels.filter((label) => label.length * CHARACTER_WIDTH + TICKS_WIDTH > GUTTER);
  expect(labels).toContain('1.67 mins');
  expect(tooLong).toEqual([]);
});
