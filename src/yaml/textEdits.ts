/** Replaces the text from `start` to `end` by another one; both are offsets into the text before any edit. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made. Edits at one place are made in the order given; edits that overlap are a fault of the caller. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: replacement } of sorted) {
    if (start < done) {
      throw new Error(`edits overlap at offset ${start}`);
    }
    parts.push(text.slice(done, start), replacement);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}

/** Adds whole lines at a place where a line begins, or at the end of a text whose last line is not ended. */
export function insertLines(text: string, eol: string, at: number, lines: readonly string[]): TextEdit {
  const atLineStart = at === 0 || text[at - 1] === '\n';
  const block = lines.join(eol);
  return { start: at, end: at, text: atLineStart ? block + eol : eol + block };
}
