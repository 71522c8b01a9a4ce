/** @jest-environment node */
import { requestStart } from './coldStart';

const ARRIVED = 1_795_000_100;

describe('requestStart', () => {
  it.each([
    ['nginx: t=$msec', 't=1795000090.250', 1_795_000_090.25],
    ['without t=', '1795000090', 1_795_000_090],
    ['milliseconds', 't=1795000090250', 1_795_000_090.25],
    ['microseconds', 't=1795000090250000', 1_795_000_090.25],
    ['a clock that runs ahead', 't=1795000101', ARRIVED],
    ['a clock that is far behind', 't=1794990000', ARRIVED],
    ['garbage', 't=now', ARRIVED],
    ['none', undefined, ARRIVED],
    ['two of them', ['t=1795000090', 't=1795000091'], ARRIVED],
  ])('%s', (_, header, expected) => {
    expect(requestStart(header, ARRIVED)).toBe(expected);
  });
});
