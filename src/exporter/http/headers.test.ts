/** @jest-environment node */
import { endToEnd, headerOf, requestFraming, withForwarded } from './headers';

describe('endToEnd', () => {
  it.each([
    [
      'keeps order, spelling and repetition',
      ['X-a', '1', 'Set-Cookie', 'a', 'x-A', '2', 'Set-Cookie', 'b'],
      ['X-a', '1', 'Set-Cookie', 'a', 'x-A', '2', 'Set-Cookie', 'b'],
    ],
    [
      'takes out what concerns the connection',
      [
        'Connection',
        'keep-alive',
        'Keep-Alive',
        'timeout=5',
        'TE',
        'trailers',
        'Transfer-Encoding',
        'chunked',
        'A',
        'b',
      ],
      ['A', 'b'],
    ],
    ['takes out what Connection names', ['Connection', 'close, X-Mine', 'x-mine', '1', 'A', 'b'], ['A', 'b']],
    [
      'never lets Connection take the length or the host away',
      ['Connection', 'content-length, host', 'Content-Length', '3', 'Host', 'h'],
      ['Content-Length', '3', 'Host', 'h'],
    ],
    [
      'reads all of several Connection headers',
      ['Connection', 'close', 'A', 'b', 'connection', 'te , X-One', 'Te', 'trailers', 'x-one', '1'],
      ['A', 'b'],
    ],
    [
      'never lets Connection hide who sent it',
      ['Connection', 'X-Forwarded-For, Forwarded', 'X-Forwarded-For', '1.2.3.4', 'Forwarded', 'for=1.2.3.4'],
      ['X-Forwarded-For', '1.2.3.4', 'Forwarded', 'for=1.2.3.4'],
    ],
    [
      'keeps what only looks like it',
      ['Proxy-Authorization', 'Basic x', 'Trailer', 'X-Sum', 'X-Connection', 'a'],
      ['Proxy-Authorization', 'Basic x', 'Trailer', 'X-Sum', 'X-Connection', 'a'],
    ],
  ])('%s', (_, headers, expected) => {
    expect(endToEnd(headers)).toEqual(expected);
  });
});

describe('requestFraming', () => {
  it.each([
    ['chunks stay chunks', 'POST', ['transfer-encoding', 'chunked'], ['Transfer-Encoding', 'chunked']],
    ['a length stays as it is', 'POST', ['Content-Length', '3'], []],
    ['a POST without a body gets none', 'POST', [], ['Content-Length', '0']],
    ['a GET says nothing', 'GET', [], []],
  ])('%s', (_, method, headers, expected) => {
    expect(requestFraming(method, headers)).toEqual(expected);
  });
});

describe('withForwarded', () => {
  it.each([
    [
      'first proxy',
      ['Host', 'app.example'],
      [
        'Host',
        'app.example',
        'X-Forwarded-For',
        '10.0.0.9',
        'X-Forwarded-Proto',
        'http',
        'X-Forwarded-Host',
        'app.example',
      ],
    ],
    [
      'behind another one, which knew better',
      ['Host', 'pod', 'x-forwarded-for', '1.2.3.4', 'x-forwarded-proto', 'https', 'x-forwarded-host', 'app.example'],
      [
        'Host',
        'pod',
        'x-forwarded-proto',
        'https',
        'x-forwarded-host',
        'app.example',
        'X-Forwarded-For',
        '1.2.3.4, 10.0.0.9',
      ],
    ],
    [
      'behind several, each with a line of its own',
      ['X-Forwarded-For', '1.2.3.4', 'Host', 'h', 'x-forwarded-for', '5.6.7.8, 9.9.9.9'],
      [
        'Host',
        'h',
        'X-Forwarded-For',
        '1.2.3.4, 5.6.7.8, 9.9.9.9, 10.0.0.9',
        'X-Forwarded-Proto',
        'http',
        'X-Forwarded-Host',
        'h',
      ],
    ],
  ])('%s', (_, headers, expected) => {
    expect(withForwarded(headers, '::ffff:10.0.0.9', 'http')).toEqual(expected);
  });

  it.each([
    ['none', '10.0.0.9', [], undefined],
    ['one', '10.0.0.9', ['Forwarded', 'for=1.2.3.4'], 'for=1.2.3.4, for=10.0.0.9;host="h:8080";proto=http'],
    [
      'two lines',
      '10.0.0.9',
      ['forwarded', 'for=1.2.3.4', 'Forwarded', 'for=5.6.7.8;by=x'],
      'for=1.2.3.4, for=5.6.7.8;by=x, for=10.0.0.9;host="h:8080";proto=http',
    ],
    ['IPv6', 'fd00::9', ['Forwarded', 'for=_a'], 'for=_a, for="[fd00::9]";host="h:8080";proto=http'],
    ['a client without an address', undefined, ['Forwarded', 'for=_a'], 'for=_a, for=unknown;host="h:8080";proto=http'],
  ])('goes on with Forwarded where it is used: %s', (_, address, headers, expected) => {
    const result = withForwarded(['Host', 'h:8080', ...headers], address, 'http');
    expect(headerOf(result, 'forwarded')).toBe(expected);
  });
});
