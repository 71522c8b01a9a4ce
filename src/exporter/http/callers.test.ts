/** @jest-environment node */
import type { IncomingMessage } from 'node:http';
import { callersFrom, mayCall } from './callers';

const request = (remoteAddress: string | undefined, authorization?: string) =>
  ({ socket: { remoteAddress }, headers: { authorization } }) as IncomingMessage;

const may = (list: string, address: string | undefined) =>
  mayCall({ from: callersFrom(list), token: undefined }, request(address));

it.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:7f00:1', true],
  ['10.0.0.7', false],
  ['128.0.0.1', false],
  ['::', false],
  ['::ffff:10.0.0.7', false],
  ['fe80::1', false],
  ['', false],
  [undefined, false],
])('a caller at %s is on loopback: %s', (address, local) => {
  expect(may('loopback', address)).toBe(local);
});

it.each([
  ['any', '203.0.113.9', true],
  ['loopback, any', undefined, true],
  ['', '127.0.0.1', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['loopback,192.0.2.7', '192.0.2.7', true],
  ['loopback,192.0.2.7', '127.0.0.1', true],
  ['loopback,192.0.2.7', '192.0.2.8', false],
  ['2001:db8::/32', '2001:db8::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
])('"%s" lets %s in: %s', (list, address, expected) => {
  expect(may(list, address)).toBe(expected);
});

it.each(['localhost', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', '::1/129', '10.0.0.0/', 'node'])(
  'refuses "%s", and says what to write',
  (list) => {
    expect(() => callersFrom(list)).toThrow(/is no address; use loopback, any, /);
  }
);

it.each([
  ['Bearer s3cret', true],
  ['Bearer s3cre', false],
  ['bearer', false],
  ['s3cret', false],
  ['', false],
  [undefined, false],
])('with a token, a caller from elsewhere that sends %s may: %s', (authorization, expected) => {
  const callers = { from: callersFrom(''), token: 's3cret' };
  expect(mayCall(callers, request('192.0.2.7', authorization))).toBe(expected);
});
