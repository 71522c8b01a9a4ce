/** @jest-environment node */
import { isLoopback } from './localCaller';

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
])('a caller at %s is local: %s', (address, local) => {
  expect(isLoopback(address)).toBe(local);
});
