/** @jest-environment node */
import { parseWatchEvent } from './watchEvent';

const SPEC = { holderIdentity: 'pod-1', leaseDurationSeconds: 15, renewTime: '2026-11-21T03:00:10.000000Z' };
const object = (name: string, spec: unknown = SPEC) => ({ metadata: { name, resourceVersion: '7' }, spec });
const line = (event: unknown) => JSON.stringify(event);

it.each(['ADDED', 'MODIFIED'])('tells the new lease when it was %s', (type) => {
  expect(parseWatchEvent(line({ type, object: object('leader') }), 'leader')).toMatchObject({
    type: 'changed',
    record: { lease: { holder: 'pod-1', durationSeconds: 15 }, resourceVersion: '7', renewTime: SPEC.renewTime },
  });
});

it.each([
  ['a lease that is gone', { type: 'DELETED', object: object('leader') }, 'deleted'],
  ['a deleted lease without a spec', { type: 'DELETED', object: { metadata: { name: 'leader' } } }, 'deleted'],
  ['a bookmark', { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } }, 'ignored'],
  [
    'another lease, from a server that does not know the selector',
    { type: 'MODIFIED', object: object('x') },
    'ignored',
  ],
  ['another lease that is gone', { type: 'DELETED', object: object('x') }, 'ignored'],
  ['a lease of others that makes no sense', { type: 'MODIFIED', object: { metadata: { name: 'x' } } }, 'ignored'],
  ['a version that is too old', { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }, 'broken'],
  ['a type of tomorrow', { type: 'RENAMED', object: object('leader') }, 'broken'],
  ['a lease without a spec', { type: 'MODIFIED', object: { metadata: { name: 'leader' } } }, 'broken'],
  ['no type', { object: object('leader') }, 'broken'],
  ['a type that is no text', { type: 7, object: object('leader') }, 'broken'],
  ['a list', [], 'broken'],
  ['null', null, 'broken'],
])('reads %s', (_, event, type) => {
  expect(parseWatchEvent(line(event), 'leader')).toEqual({ type });
});

it.each([
  ['half a line', '{"type":"MODIFIED","object":{"met'],
  ['a page of a proxy', '<html>502 Bad Gateway</html>'],
  ['bytes that are no text', '\u0000\ufffd\ufffd'],
])('believes nothing of %s', (_, text) => {
  expect(parseWatchEvent(text, 'leader')).toEqual({ type: 'broken' });
});
