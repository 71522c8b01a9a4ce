/** @jest-environment node */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { BodyRoom, readQuestion, withUsageRequested } from './requestBody';

/** A request whose body comes in these parts. */
function requestOf(...parts: readonly string[]): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  parts.forEach((part) => request.push(Buffer.from(part)));
  request.push(null);
  return request;
}

const text = (parts: readonly Buffer[]) => Buffer.concat(parts).toString();

describe('readQuestion', () => {
  it.each([
    ['a stream', '{"model":"m","stream":true}', { model: 'm', stream: true, hasStreamOptions: false }],
    ['no stream', '{"model":"m","stream":false}', { model: 'm', stream: false, hasStreamOptions: false }],
    [
      'a client with wishes of its own',
      '{"model":"m","stream":true,"stream_options":{"include_usage":false}}',
      { model: 'm', stream: true, hasStreamOptions: true },
    ],
    ['a model that is no text', '{"model":3}', { model: undefined, stream: false, hasStreamOptions: false }],
    ['a list', '[1]', undefined],
    ['no JSON', '{"model":', undefined],
  ])('%s', (_, body, expected) => {
    const question = readQuestion(Buffer.from(body));
    expect(question && { ...question, estimatedInput: 0 }).toEqual(expected && { ...expected, estimatedInput: 0 });
  });
});

describe('the estimate of the input', () => {
  it.each([
    ['text, four bytes a token', { messages: [{ role: 'user', content: 'twelve bytes' }] }, 3],
    [
      'parts, of which images are no text',
      {
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'four' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            ],
          },
        ],
      },
      1,
    ],
    ['a system prompt beside the messages', { system: 'four', messages: [{ content: 'four' }] }, 2],
    ['one text to embed', { input: 'twelve bytes' }, 3],
    ['texts to embed', { input: ['four', 'four'] }, 2],
    ['token ids, exactly', { input: [1, 2, 3, 4, 5] }, 5],
    [
      'lists of token ids, exactly',
      {
        input: [
          [1, 2, 3],
          [4, 5],
        ],
      },
      5,
    ],
    ['a prompt', { prompt: 'Grüße' }, 2],
    ['nothing', {}, 0],
  ])('takes %s', (_, document, expected) => {
    expect(readQuestion(Buffer.from(JSON.stringify(document)))?.estimatedInput).toBe(expected);
  });

  it('ends where nesting is absurd', () => {
    const nested = (levels: number) => {
      const deep = `${'{"content":['.repeat(levels)}"x"${']}'.repeat(levels)}`;
      return readQuestion(Buffer.from(`{"messages":[${deep}]}`));
    };
    expect(nested(100)?.estimatedInput).toBe(0);
    // Nobody knows what it would take to read it.
    expect(nested(5000)).toBeUndefined();
  });
});

describe('withUsageRequested', () => {
  it.each([
    ['keeps numbers that JSON.parse would round', '{"seed":9007199254740993,"stream":true}'],
    ['keeps white space', '  {\n  "stream": true\n}\n'],
    ['makes a valid document of an empty one', ' { } '],
  ])('%s', (_, body) => {
    const changed = withUsageRequested(Buffer.from(body)).toString();
    expect(JSON.parse(changed)).toEqual({ ...JSON.parse(body), stream_options: { include_usage: true } });
    expect(changed.replace(/"stream_options":\{"include_usage":true\},?/, '')).toBe(body);
  });
});

describe('BodyRoom', () => {
  it('reads a body whole where there is room', async () => {
    const { parts, complete } = await new BodyRoom(10, 10).read(requestOf('abc', 'defghij'));
    expect([text(parts), complete]).toEqual(['abcdefghij', true]);
  });

  it('stops where one body grows too large, and leaves the rest in the request', async () => {
    const request = requestOf('abcdef', 'ghijkl', 'mno');
    const { parts, complete } = await new BodyRoom(100, 10).read(request);
    expect([text(parts), complete]).toEqual(['abcdefghijkl', false]);
    expect(String(request.read())).toBe('mno');
  });

  it('stops where all bodies together take too much, until one of them is free', async () => {
    const room = new BodyRoom(10, 10);
    const first = await room.read(requestOf('abcdefgh'));
    expect((await room.read(requestOf('abcd', 'efgh'))).complete).toBe(false);
    first.free();
    first.free();
    const third = await room.read(requestOf('abcdef'));
    expect([text(third.parts), third.complete]).toEqual(['abcdef', true]);
  });

  it('forgets the body of a client that leaves', async () => {
    const room = new BodyRoom(10, 10);
    const request = new IncomingMessage(new Socket());
    request.push(Buffer.from('abcdefgh'));
    const read = room.read(request);
    setImmediate(() => request.destroy());
    await expect(read).rejects.toThrow('the client left');
    expect((await room.read(requestOf('abcdefghij'))).complete).toBe(true);
  });
});
