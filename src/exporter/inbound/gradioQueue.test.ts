/** @jest-environment node */
import { type Completion, CompletionReader, FieldFinder, queueStep, sessionOf } from './gradioQueue';

describe('queueStep', () => {
  it.each([
    ['kotaemon', 'POST', '/queue/join?', 'join'],
    ['kotaemon', 'POST', '/app/queue/join', 'join'],
    ['kotaemon', 'GET', '/queue/data?session_hash=a', 'data'],
    ['kotaemon', 'GET', '/queue/join', undefined],
    ['kotaemon', 'GET', '/queue/status', undefined],
    ['kotaemon', 'GET', '/?x=/queue/data', undefined],
    ['generic', 'POST', '/queue/join', undefined],
  ] as const)('%s %s %s is %s', (profile, method, target, step) => {
    expect(queueStep(profile, method, target)).toBe(step);
  });
});

describe('sessionOf', () => {
  it.each([
    ['/queue/data?session_hash=k3x9', 'k3x9'],
    ['/queue/data?a=b&session_hash=k3x9&c', 'k3x9'],
    ['/queue/data?my_session_hash=k3x9', undefined],
    ['/queue/data?session_hash=', undefined],
    [`/queue/data?session_hash=${'x'.repeat(300)}`, 'x'.repeat(128)],
  ])('%s', (target, session) => {
    expect(sessionOf(target)).toBe(session);
  });
});

describe('FieldFinder', () => {
  const long = 'x'.repeat(100_000);
  it.each([
    ['a small document', '{"session_hash":"k3x9"}', 'k3x9'],
    ['after much data, with spaces', `{"data": ["${long}"], "fn_index": 3, "session_hash": "k3x9"}`, 'k3x9'],
    ['before much data', `{"session_hash":"k3x9","data":["${long}"]}`, 'k3x9'],
    ['a user who writes about it', '{"data":["say \\"session_hash\\":\\"evil\\""],"session_hash":"k3x9"}', 'k3x9'],
    ['the last one, which is that of the client', '{"data":[{"session_hash":"a"}],"session_hash":"k3x9"}', 'k3x9'],
    ['none', '{"data":[]}', undefined],
    ['no text', '{"session_hash":7}', undefined],
    ['too long to be an id', `{"session_hash":"${'y'.repeat(300)}"}`, undefined],
  ])('%s', (_, document, expected) => {
    const bytes = Buffer.from(document);
    for (const size of [1, 7, 100, 1000, bytes.length].filter((each) => bytes.length / each < 5000)) {
      const finder = new FieldFinder('session_hash');
      for (let at = 0; at < bytes.length; at += size) {
        finder.push(bytes.subarray(at, at + size));
      }
      expect({ size, value: finder.value }).toEqual({ size, value: expected });
    }
  });
});

describe('CompletionReader', () => {
  const event = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`;
  const completed = (id: string, success: boolean, output: unknown = 'x') =>
    event({ msg: 'process_completed', event_id: id, output: { data: [output] }, success, title: null });

  it.each<[string, string, Completion[]]>([
    ['a good one', completed('1', true), [{ eventId: '1', success: true }]],
    ['a failed one', completed('1', false), [{ eventId: '1', success: false }]],
    ['a long answer', completed('1', false, 'y'.repeat(3000)), [{ eventId: '1', success: false }]],
    [
      'an answer that has a success itself',
      completed('1', true, { success: false }),
      [{ eventId: '1', success: true }],
    ],
    [
      'two questions in one stream',
      completed('1', true) + event({ msg: 'heartbeat' }) + completed('2', false),
      [
        { eventId: '1', success: true },
        { eventId: '2', success: false },
      ],
    ],
    [
      'events that are not the end',
      event({ msg: 'estimation', event_id: '1', success: false }) + event({ msg: 'process_generating', event_id: '1' }),
      [],
    ],
    ['a user who writes about one', event({ msg: 'log', event_id: '1', log: '"msg":"process_completed"' }), []],
    [
      'spaces',
      'data: {"msg": "process_completed", "event_id": "1", "success": false}\r\n\r\n',
      [{ eventId: '1', success: false }],
    ],
    ['a stream that ends without a line end', completed('1', true).trimEnd(), [{ eventId: '1', success: true }]],
  ])('%s', (_, text, expected) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const seen: Completion[] = [];
      const reader = new CompletionReader((each) => seen.push(each));
      reader.push(bytes.subarray(0, cut));
      reader.push(bytes.subarray(cut));
      reader.end();
      if (JSON.stringify(seen) !== JSON.stringify(expected)) {
        expect({ cut, seen }).toEqual({ cut, seen: expected });
      }
    }
  });
});
