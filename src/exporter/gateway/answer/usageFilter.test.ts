/** @jest-environment node */
import { UsageFilter } from './usageFilter';

const CONTENT = 'data: {"choices":[{"delta":{"content":"Grüße 🙂"}}],"usage":null}\n\n';
const FILTERS = 'data: {"choices":[],"prompt_filter_results":[],"usage":null}\n\n';
const USAGE = 'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n';
const USAGE_WITH_CHOICE =
  'data: {"choices":[{"delta":{}}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n';
const DONE = 'data: [DONE]\n\n';

async function filtered(chunks: Buffer[], filter = new UsageFilter(() => undefined)): Promise<string> {
  const passed: Buffer[] = [];
  filter.on('data', (chunk: Buffer) => passed.push(chunk));
  chunks.forEach((chunk) => filter.write(chunk));
  await new Promise((resolve) => filter.end(resolve));
  return Buffer.concat(passed).toString();
}

describe('UsageFilter', () => {
  it.each([
    ['takes the extra chunk out', [CONTENT, USAGE, DONE], [CONTENT, DONE]],
    ['also when nothing follows', [CONTENT, USAGE], [CONTENT]],
    ['also when its empty line is missing', [CONTENT, USAGE.trimEnd()], [CONTENT]],
    ['keeps an empty list of choices without usage', [FILTERS, CONTENT, DONE], [FILTERS, CONTENT, DONE]],
    ['keeps usage that comes with a choice', [CONTENT, USAGE_WITH_CHOICE, DONE], [CONTENT, USAGE_WITH_CHOICE, DONE]],
    ['keeps what is no JSON', ['data: "usage" {\n\n', DONE], ['data: "usage" {\n\n', DONE]],
    ['keeps an unfinished end', [CONTENT, 'data: {"cho'], [CONTENT, 'data: {"cho']],
  ])('%s, wherever the stream is cut', async (_, events, kept) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const stream = Buffer.from(events.join('').replaceAll('\n', lineEnd));
      const expected = kept.join('').replaceAll('\n', lineEnd);
      for (let cut = 0; cut <= stream.length; cut++) {
        expect(await filtered([stream.subarray(0, cut), stream.subarray(cut)])).toBe(expected);
      }
    }
  });

  it('does not hold back an event that is too large to be usage', () => {
    const filter = new UsageFilter(() => undefined);
    const passed: Buffer[] = [];
    filter.on('data', (chunk: Buffer) => passed.push(chunk));
    const large = Buffer.alloc(70_000, 'x');
    filter.write(large);
    expect(Buffer.concat(passed)).toEqual(large);
  });

  it('keeps everything when it cannot tell, and says so', async () => {
    let faults = 0;
    const broken = new UsageFilter(
      () => faults++,
      () => {
        throw new Error('cannot tell');
      }
    );
    const stream = Buffer.from(CONTENT + USAGE + DONE);
    expect(await filtered([stream.subarray(0, 20), stream.subarray(20)], broken)).toBe(stream.toString());
    // One for each event, and one for the empty rest.
    expect(faults).toBe(4);
  });
});
