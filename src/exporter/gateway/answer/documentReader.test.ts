/** @jest-environment node */
import { DocumentReader } from './documentReader';
import { readerFor } from './reader';

const read = (document: string, size = 1000) => {
  const reader = new DocumentReader();
  const bytes = Buffer.from(document);
  for (let at = 0; at < bytes.length; at += size) {
    reader.push(bytes.subarray(at, at + size));
  }
  reader.end();
  return reader.facts;
};

describe('DocumentReader', () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
  const long = 'a text with "usage":{"prompt_tokens":99} and {braces '.repeat(20_000);

  it('reads model and usage', () => {
    const content = 'a text with "usage":{"prompt_tokens":99} in it';
    const document = JSON.stringify({ usage, model: 'm', choices: [{ message: { content } }] });
    expect(read(document)).toMatchObject({ model: 'm', usage: { input: 3, output: 2 }, estimatedOutput: 12 });
  });

  it.each([
    [
      'an embedding',
      {
        data: [{ embedding: Array.from({ length: 200_000 }, (_, i) => i / 7) }],
        model: 'm',
        usage: { prompt_tokens: 8, total_tokens: 8 },
      },
      { input: 8, output: 0 },
    ],
    [
      'a chat',
      { model: 'm', choices: [{ message: { content: long } }], usage, system_fingerprint: 'fp' },
      { input: 3, output: 2 },
    ],
    [
      'a response',
      {
        id: 'r',
        model: 'm',
        output: [{ content: [{ text: long }] }],
        usage: { input_tokens: 3, output_tokens: 2, output_tokens_details: { reasoning_tokens: 1 } },
        user: null,
        metadata: {},
      },
      { input: 3, output: 2, reasoning: 1 },
    ],
    [
      'embeddings of Ollama',
      {
        model: 'm',
        embeddings: [Array.from({ length: 200_000 }, (_, i) => i / 7)],
        total_duration: 1,
        prompt_eval_count: 8,
      },
      { input: 8, output: 0 },
    ],
  ])('reads both from %s that is too large to keep', (_, document, expected) => {
    const text = JSON.stringify(document);
    expect(text.length).toBeGreaterThan(1024 * 1024);
    for (const size of [999, 65_536, 4_000_000]) {
      expect(read(text, size)).toMatchObject({ model: 'm', usage: expected });
    }
  });

  it.each([
    ['no JSON', '<html>'],
    ['half a document', '{"model":"m","usage":{"prompt_tokens":3'],
    ['a list', '[{"usage":{"prompt_tokens":3}}]'],
    ['nothing', ''],
  ])('finds nothing in %s', (_, text) => {
    expect(read(text)).toMatchObject({ usage: undefined, error: undefined });
  });

  it.each([
    ['{"error":{"code":"insufficient_quota","type":"insufficient_quota"}}', 'quota'],
    ['{"error":{"code":"context_length_exceeded","type":"invalid_request_error"}}', 'context_length'],
    ['{"type":"error","error":{"type":"authentication_error"}}', 'unauthorized'],
    ['{"error":"model not loaded"}', 'server_error'],
    ['{"error":null,"model":"m"}', undefined],
  ])('says why %s failed', (text, reason) => {
    expect(read(text).error).toBe(reason);
  });
});

describe('readerFor', () => {
  it.each([
    ['text/event-stream; charset=utf-8', 'EventReader'],
    ['application/x-ndjson', 'LineReader'],
    ['application/json', 'DocumentReader'],
    ['application/problem+json', 'DocumentReader'],
    ['audio/mpeg', undefined],
    [undefined, undefined],
  ])('%s', (type, expected) => {
    expect(readerFor(type)?.constructor.name).toBe(expected);
  });
});
