import { endOfData } from './ended';

const series = (times: number[], values: Array<number | null> = times, stepMs: number | undefined = 60) => ({
  labels: {},
  times,
  values,
  stepMs,
});

it.each([
  ['goes on', [series([0, 60, 120])], 120, undefined],
  ['goes on, the last step not yet over', [series([0, 60])], 119, undefined],
  ['ended', [series([0, 60])], 600, 60],
  ['ended with samples that are no numbers', [series([0, 60, 120], [1, NaN, null])], 150, 0],
  ['goes on in one of its series', [series([0]), series([540, 600])], 600, undefined],
  ['was asked for once', [series([0], [1], 0)], 600, undefined],
  ['never was', [series([])], 600, undefined],
])('data that %s', (_, given, rangeEndMs, endedMs) => {
  expect(endOfData(given, rangeEndMs)).toBe(endedMs);
});
