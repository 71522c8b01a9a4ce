import { parseDuration, readOptions } from './options';

describe('the options of the demo', () => {
  it.each([
    ['90s', 90],
    ['2m', 120],
    ['1h', 3600],
  ])('--for %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['2', 'm', '0m', '2 m', '-1m', '2d', ''])('refuses --for "%s" and says what to write', (text) => {
    expect(() => parseDuration(text)).toThrow('use 90s, 2m or 1h');
  });

  it.each([['--port', '0'], ['--port', '70000'], ['--port', 'web'], ['--colour']])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });

  it('runs with history until it is stopped unless told otherwise', () => {
    expect(readOptions([])).toMatchObject({ seconds: undefined, history: true, grafana: true, port: 3000 });
    expect(readOptions(['--no-history', '--for', '2m'])).toMatchObject({ seconds: 120, history: false });
    expect(readOptions(['--help'])).toBeUndefined();
  });
});
