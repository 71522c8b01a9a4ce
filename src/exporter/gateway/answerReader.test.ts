/** @jest-environment node */
import { JsonReader, readerFor, StreamReader } from './answerReader';

const usage = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});
const event = (chunk: object) => `data: ${JSON.stringify({ model: 'gpt-4o-2024-08-06', ...chunk })}\n\n`;
const role = event({ choices: [{ delta: { role: 'assistant', content: '' } }] });
const text = event({ choices: [{ delta: { content: 'é🙂' } }], usage: null });
const tokens = (input: number, output: number) => ({
  input,
  cache_read: 0,
  cache_write: 0,
  cacheWriteHour: 0,
  output,
  reasoning: 0,
});

describe('StreamReader', () => {
  it.each([
    ['an extra chunk before the end', [role, text, event({ choices: [], usage: usage(3, 2) }), 'data: [DONE]\n\n']],
    [
      'usage beside a choice',
      [role, text, event({ choices: [{ delta: {} }], usage: usage(3, 2) }), 'data: [DONE]\n\n'],
    ],
    [
      'a running total in every chunk',
      [
        event({ choices: [{ delta: { content: 'a' } }], usage: usage(3, 1) }),
        event({ choices: [{ delta: { content: 'b' } }], usage: usage(3, 2) }),
      ],
    ],
    ['no [DONE]', [text, event({ choices: [], usage: usage(3, 2) })]],
    ['no empty line at the end', [text, event({ choices: [], usage: usage(3, 2) }).trimEnd()]],
    ['comments in between', [': ping\n\n', text, ': ping\n\n', event({ choices: [], usage: usage(3, 2) })]],
    ['Groq', [text, event({ choices: [{ delta: {} }], x_groq: { usage: usage(3, 2) } })]],
  ])('reads usage from %s, wherever the stream is cut', (_, events) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const stream = Buffer.from(events.join('').replaceAll('\n', lineEnd));
      for (let cut = 0; cut <= stream.length; cut++) {
        const reader = new StreamReader();
        reader.push(stream.subarray(0, cut));
        reader.push(stream.subarray(cut));
        reader.end();
        expect(reader.facts.usage).toEqual(tokens(3, 2));
        expect(reader.facts.model).toBe('gpt-4o-2024-08-06');
      }
    }
  });

  it('knows the first content, which the role is not', () => {
    const reader = new StreamReader();
    reader.push(Buffer.from(role));
    expect(reader.facts.firstContentAt).toBeUndefined();
    reader.push(Buffer.from(text));
    expect(reader.facts.firstContentAt).toBeLessThanOrEqual(performance.now());
  });

  it('has no usage of a stream that was broken off', () => {
    const reader = new StreamReader();
    reader.push(Buffer.from(role + text + 'data: {"choices":[],"usage":{"prompt_tok'));
    reader.end();
    expect(reader.facts.usage).toBeUndefined();
  });
});

describe('JsonReader', () => {
  const read = (document: string, size = 1000) => {
    const reader = new JsonReader();
    const bytes = Buffer.from(document);
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size));
    }
    reader.end();
    return reader.facts;
  };

  it('reads model and usage', () => {
    const content = 'a text with "usage":{"prompt_tokens":99} in it';
    const document = JSON.stringify({ usage: usage(3, 2), model: 'm', choices: [{ message: { content } }] });
    expect(read(document)).toMatchObject({ model: 'm', usage: tokens(3, 2) });
  });

  it('reads both from the end of a document that is too large to keep', () => {
    const embedding = Array.from({ length: 400_000 }, (_, i) => i / 7);
    const document = JSON.stringify({ data: [{ embedding }], model: 'text-embedding-3-small', usage: usage(8, 0) });
    expect(document.length).toBeGreaterThan(2 * 1024 * 1024);
    expect(read(document, 65_536)).toMatchObject({ model: 'text-embedding-3-small', usage: tokens(8, 0) });
  });

  it('finds nothing in what is no JSON', () => {
    expect(read('<html>')).toMatchObject({ model: undefined, usage: undefined });
  });
});

describe('readerFor', () => {
  it.each([
    ['text/event-stream; charset=utf-8', true],
    ['application/json', true],
    ['audio/mpeg', false],
    [undefined, false],
  ])('%s', (type, read) => {
    expect(readerFor(type) !== undefined).toBe(read);
  });
});
