/** @jest-environment node */
import { endToEnd, requestFraming, withForwarded } from './headers';

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
  ])('%s', (_, headers, expected) => {
    expect(withForwarded(headers, '::ffff:10.0.0.9', 'http')).toEqual(expected);
  });
});
