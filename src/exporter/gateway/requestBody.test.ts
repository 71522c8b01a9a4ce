/** @jest-environment node */
import { readQuestion, withUsageRequested } from './requestBody';

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
    const deep = `${'{"content":['.repeat(5000)}"x"${']}'.repeat(5000)}`;
    expect(readQuestion(Buffer.from(`{"messages":[${deep}]}`))?.estimatedInput).toBe(0);
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
