/** @jest-environment node */
import { eventData, EventSplitter } from './sse';

const LF = 'data: {"a":"é🙂"}\n\n: ping\n\nevent: x\ndata: 1\ndata: 2\n\ndata: [DONE]\n\n';

const STREAMS = [
  ['LF', LF, 4],
  ['CRLF', LF.replaceAll('\n', '\r\n'), 4],
  ['mixed line ends', 'data: 1\n\r\ndata: 2\r\n\n', 2],
  ['an event that never ends', 'data: 1\n\ndata: 2', 1],
] as const;

describe('EventSplitter', () => {
  it.each(STREAMS)('finds the same events wherever a stream with %s is cut', (_, text, count) => {
    const stream = Buffer.from(text);
    const whole = new EventSplitter().push(stream).map(String);
    expect(whole).toHaveLength(count);
    for (let cut = 0; cut <= stream.length; cut++) {
      const splitter = new EventSplitter();
      const events = [...splitter.push(stream.subarray(0, cut)), ...splitter.push(stream.subarray(cut))];
      expect(events.map(String)).toEqual(whole);
      expect(Buffer.concat([...events, splitter.takeRest()])).toEqual(stream);
    }
  });

  it.each(STREAMS)('finds them byte by byte in a stream with %s', (_, text) => {
    const stream = Buffer.from(text);
    const splitter = new EventSplitter();
    const events = [...stream].flatMap((byte) => splitter.push(Buffer.from([byte])));
    expect(events.map(String)).toEqual(new EventSplitter().push(stream).map(String));
  });
});

describe('eventData', () => {
  it.each([
    ['one line', 'data: {"a":1}\n\n', '{"a":1}'],
    ['no space', 'data:{"a":1}\n\n', '{"a":1}'],
    ['several lines', 'event: x\r\ndata: {"a":\r\ndata: 1}\r\n\r\n', '{"a":\n1}'],
    ['a comment', ': ping\n\n', undefined],
  ])('%s', (_, event, expected) => {
    expect(eventData(Buffer.from(event))).toBe(expected);
  });
});
