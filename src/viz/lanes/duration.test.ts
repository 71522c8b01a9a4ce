import { formatDuration } from './duration';

it.each([
  [0, '0 s'],
  [0.354, '0.35 s'],
  [8.4, '8.4 s'],
  [8, '8 s'],
  [59.94, '59.9 s'],
  [59.96, '1 min'],
  [60, '1 min'],
  [80.4, '1 min 20 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [7199, '2 h'],
  [86_400, '1 d'],
  [100_000, '1 d 4 h'],
  [undefined, '–'],
  [NaN, '–'],
])('formatDuration(%p) is %p', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
