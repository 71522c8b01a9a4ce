/** @jest-environment node */
import { SampleLimit } from './sampleLimit';

const ROOMY = { samples: 100, bytes: 10_000 };
const TEXT = '# HELP a is ä\n# TYPE a gauge\na{x="1"} 1\na{x="2"} 2\n\n# TYPE b counter\nb_total 3\n';

/** Pushes the text in parts of so many bytes. */
function limited(text: string, limits = ROOMY, { openMetrics = false, partBytes = 1000 } = {}) {
  const limit = new SampleLimit(limits);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && limit.push(bytes.subarray(at, at + partBytes)); at += partBytes) {
    // Pushed by the condition.
  }
  const { parts, droppedSamples } = limit.end(openMetrics);
  return { text: Buffer.concat(parts).toString(), droppedSamples };
}

describe.each([1, 2, 7, 1000])('an exposition in parts of %i bytes', (partBytes) => {
  it.each([
    ['is unchanged when there is room', TEXT, ROOMY, false, TEXT, 0],
    ['is unchanged when there is just room', TEXT, { samples: 3, bytes: Buffer.byteLength(TEXT) }, false, TEXT, 0],
    [
      'ends before the first sample too many',
      TEXT,
      { samples: 1, bytes: 1000 },
      false,
      '# HELP a is ä\n# TYPE a gauge\na{x="1"} 1\n',
      2,
    ],
    [
      'ends with a whole line where bytes end',
      TEXT,
      { samples: 100, bytes: 45 },
      false,
      '# HELP a is ä\n# TYPE a gauge\na{x="1"} 1\n',
      1,
    ],
    [
      'ends with a whole line where bytes end in a comment',
      TEXT,
      { samples: 100, bytes: 20 },
      false,
      '# HELP a is ä\n',
      0,
    ],
    [
      'keeps nothing of a line that is too long',
      `a{x="${'y'.repeat(99)}"} 1\n`,
      { samples: 9, bytes: 50 },
      false,
      '',
      1,
    ],
    ['leaves out a last line that may be torn', 'a 1\nb 12', ROOMY, false, 'a 1\n', 1],
    ['keeps the end of OpenMetrics', 'a 1\n# EOF\n', ROOMY, true, 'a 1\n# EOF\n', 0],
    ['keeps the end of OpenMetrics without a line feed', 'a 1\n# EOF', ROOMY, true, 'a 1\n# EOF', 0],
    ['does not say that broken OpenMetrics is whole', 'a 1\nb 12', ROOMY, true, 'a 1\n', 1],
    ['ends cut OpenMetrics', 'a 1\nb 2\nc 3\n# EOF\n', { samples: 1, bytes: 1000 }, true, 'a 1\n# EOF\n', 2],
    ['ends OpenMetrics that was cut by bytes', 'a 1\nb 2\n# EOF\n', { samples: 9, bytes: 6 }, true, 'a 1\n# EOF\n', 1],
    ['may be empty', '', ROOMY, false, '', 0],
  ])('%s', (_, text, limits, openMetrics, kept, droppedSamples) => {
    expect(limited(text, limits, { openMetrics, partBytes })).toEqual({ text: kept, droppedSamples });
  });
});
