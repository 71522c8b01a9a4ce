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
    expect(readQuestion(Buffer.from(body))).toEqual(expected);
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
