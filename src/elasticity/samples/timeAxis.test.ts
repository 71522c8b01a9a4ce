import { TimeAxis } from './timeAxis';

it.each([
  ['one axis', [[1, 2, 3]], [1, 2, 3]],
  ['parts of one', [[1, 2, 3], [2], [1, 3]], [1, 2, 3]],
  ['axes that differ', [[1, 3], [2, 3, 5]], [1, 2, 3, 5]],
  ['times out of order and twice', [[3, 1, 1], [2]], [1, 2, 3]],
  ['nothing', [], []],
])('puts together %s', (_, axes, timesMs) => {
  expect(new TimeAxis(axes).timesMs).toEqual(timesMs);
}); // prettier-ignore

it('places samples, in whatever order they come', () => {
  const placed: Array<[at: number, sample: number]> = [];
  new TimeAxis([[10, 20, 30, 40]]).place([20, 30, 10, 40], (at, sample) => placed.push([at, sample]));
  expect(placed).toEqual([
    [1, 0],
    [2, 1],
    [0, 2],
    [3, 3],
  ]);
});
