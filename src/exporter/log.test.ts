/** @jest-environment node */
import { codeOf, formatLine, reasonOf } from './log';

const TIME = new Date('2026-11-21T03:00:00.000Z');

describe('formatLine', () => {
  it('writes one JSON object a line', () => {
    const line = formatLine('json', TIME, 'warn', 'a\nb', { left: 2 });
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ time: '2026-11-21T03:00:00.000Z', level: 'warn', message: 'a\nb', left: 2 });
  });

  it('writes text for people', () => {
    expect(formatLine('text', TIME, 'info', 'listening', { port: 8080, host: '*', role: undefined })).toBe(
      '2026-11-21T03:00:00.000Z INFO listening port=8080 host="*"'
    );
  });
});

describe('reasonOf', () => {
  it.each([
    [
      'an error with a code',
      Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED connect failed',
    ],
    [
      'a code that the message has already',
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      'connect ECONNREFUSED',
    ],
    ['an error that only wraps others', Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
    ['text', 'broken', 'broken'],
  ])('%s', (_, thrown, expected) => {
    expect(reasonOf(thrown)).toBe(expected);
  });

  it('has no code for what has none', () => {
    expect(codeOf(new Error('x'))).toBeUndefined();
  });
});
