import { clip, mergeSpans, subtractSpans } from './spans';

const spans = (...pairs: Array<[number, number]>) => pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }));

it.each([
  ['nothing', spans(), spans()],
  ['apart', spans([3, 4], [1, 2]), spans([1, 2], [3, 4])],
  ['touching', spans([1, 2], [2, 3]), spans([1, 3])],
  ['one inside the other', spans([1, 9], [2, 3], [8, 10]), spans([1, 10])],
])('mergeSpans: %s', (_, input, merged) => {
  expect(mergeSpans(input)).toEqual(merged);
});

it.each([
  ['no holes', spans([1, 4]), spans(), spans([1, 4])],
  ['a hole inside', spans([1, 9]), spans([3, 5]), spans([1, 3], [5, 9])],
  ['a hole over all', spans([2, 4]), spans([1, 5]), spans()],
  ['a hole across two spans', spans([1, 4], [6, 9]), spans([3, 7]), spans([1, 3], [7, 9])],
  ['two holes in one span', spans([0, 10]), spans([1, 2], [4, 5]), spans([0, 1], [2, 4], [5, 10])],
  ['holes before and after', spans([5, 6]), spans([1, 5], [6, 9]), spans([5, 6])],
])('subtractSpans: %s', (_, input, holes, rest) => {
  expect(subtractSpans(input, holes)).toEqual(rest);
});

it('clips a span to a range', () => {
  expect(clip({ fromMs: 0, toMs: 5 }, { fromMs: 2, toMs: 9 })).toEqual({ fromMs: 2, toMs: 5 });
  expect(clip({ fromMs: 0, toMs: 2 }, { fromMs: 2, toMs: 9 })).toBeUndefined();
});
