/** @jest-environment node */
import { EventReader, LineReader } from './streamReader';

const usage = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});
const event = (chunk: object) => `data: ${JSON.stringify({ model: 'gpt-4o-2024-08-06', ...chunk })}\n\n`;
const role = event({ choices: [{ delta: { role: 'assistant', content: '' } }] });
const text = event({ choices: [{ delta: { content: 'é🙂' } }], usage: null });
const tokens = { input: 3, cache_read: 0, cache_write: 0, cacheWriteHour: 0, output: 2, reasoning: 0 };

describe('EventReader', () => {
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
        const reader = new EventReader();
        reader.push(stream.subarray(0, cut));
        reader.push(stream.subarray(cut));
        reader.end();
        expect(reader.facts.usage).toEqual(tokens);
        expect(reader.facts.model).toBe('gpt-4o-2024-08-06');
      }
    }
  });

  it('knows the first content, which the role is not', () => {
    const reader = new EventReader();
    reader.push(Buffer.from(role));
    expect(reader.facts.firstContentAt).toBeUndefined();
    reader.push(Buffer.from(text));
    expect(reader.facts.firstContentAt).toBeLessThanOrEqual(performance.now());
  });

  it('has no usage of a stream that was broken off, and guesses one token an event', () => {
    const reader = new EventReader();
    reader.push(
      Buffer.from(`${role}${text}: OPENROUTER PROCESSING\n\n${text}${text}data: {"choices":[],"usage":{"prompt_tok`)
    );
    reader.end();
    expect(reader.facts).toMatchObject({ usage: undefined, estimatedOutput: 3 });
  });

  it('takes what Anthropic says at first for partial, and its last words as additions', () => {
    const start = {
      type: 'message_start',
      message: { model: 'claude', usage: { input_tokens: 3, cache_read_input_tokens: 7, output_tokens: 1 } },
    };
    const reader = new EventReader();
    reader.push(Buffer.from(`event: message_start\ndata: ${JSON.stringify(start)}\n\n`));
    expect(reader.facts).toMatchObject({ usageIsPartial: true, usage: { input: 3, cache_read: 7, output: 1 } });
    reader.push(
      Buffer.from('event: message_delta\ndata: {"type":"message_delta","delta":{},"usage":{"output_tokens":15}}\n\n')
    );
    expect(reader.facts).toMatchObject({ usageIsPartial: false, usage: { input: 3, cache_read: 7, output: 15 } });
  });

  it('reads the end of an event that is too large to keep', () => {
    const output = [
      {
        type: 'message',
        content: [{ type: 'output_text', text: 'say "usage": {"input_tokens": 9}, '.repeat(40_000) }],
      },
    ];
    const response = {
      id: 'resp',
      model: 'gpt-5',
      output,
      usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
      user: null,
    };
    const stream = Buffer.from(
      `event: response.completed\ndata: ${JSON.stringify({ type: 'response.completed', response })}\n\nevent: x\ndata: {}\n\n`
    );
    expect(stream.length).toBeGreaterThan(1024 * 1024);
    const reader = new EventReader();
    for (let at = 0; at < stream.length; at += 60_001) {
      reader.push(stream.subarray(at, at + 60_001));
    }
    reader.end();
    expect(reader.facts).toMatchObject({ model: 'gpt-5', usage: tokens });
  });

  it.each([
    [
      'of Anthropic',
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"x"}}\n\n',
      'overloaded',
    ],
    ['of OpenAI', 'data: {"error":{"type":"server_error","message":"x"}}\n\n', 'server_error'],
    [
      'of a response',
      'data: {"type":"response.failed","response":{"error":{"code":"rate_limit_exceeded"}}}\n\n',
      'rate_limited',
    ],
  ])('finds an error %s inside a stream', (_, failed, reason) => {
    const reader = new EventReader();
    reader.push(Buffer.from(role + text + text + failed));
    reader.end();
    expect(reader.facts.error).toBe(reason);
  });
});

describe('LineReader', () => {
  it('reads the last line of Ollama, wherever the stream is cut', () => {
    const stream = Buffer.from(
      [
        { model: 'llama3.2', message: { role: 'assistant', content: 'é' }, done: false },
        { model: 'llama3.2', message: { role: 'assistant', content: '🙂' }, done: false },
        {
          model: 'llama3.2',
          message: { content: '' },
          done: true,
          load_duration: 5,
          prompt_eval_count: 3,
          eval_count: 2,
        },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('')
    );
    for (let cut = 0; cut <= stream.length; cut++) {
      const reader = new LineReader();
      reader.push(stream.subarray(0, cut));
      reader.push(stream.subarray(cut));
      reader.end();
      expect(reader.facts).toMatchObject({ model: 'llama3.2', usage: tokens, estimatedOutput: 2 });
      expect(reader.facts.firstContentAt).toBeLessThanOrEqual(performance.now());
    }
  });
});
