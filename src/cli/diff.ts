/** A line of a comparison: kept, taken away or added. */
interface Step {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

const CONTEXT = 3;

/** The difference of two states of a file in the unified format; empty when there is none. */
export function unifiedDiff(name: string, before: string | undefined, after: string): string {
  if (before === after) {
    return '';
  }
  const steps = compare(linesOf(before ?? ''), linesOf(after));
  return [`--- ${before === undefined ? '/dev/null' : name}`, `+++ ${name}`, ...hunks(steps)].join('\n') + '\n';
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** The shortest way from one list of lines to the other: E. W. Myers, An O(ND) Difference Algorithm, 1986. */
function compare(before: readonly string[], after: readonly string[]): readonly Step[] {
  let reached = new Map<number, number>([[1, 0]]);
  const trace: Array<ReadonlyMap<number, number>> = [];
  for (let edits = 0; ; edits++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reached, diagonal, edits);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) {
        x++;
      }
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return walkBack(before, after, trace);
      }
    }
    reached = next;
  }
}

function cameFromAbove(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return (
    diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1))
  );
}

function startOf(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return cameFromAbove(reached, diagonal, edits)
    ? (reached.get(diagonal + 1) ?? 0)
    : (reached.get(diagonal - 1) ?? 0) + 1;
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: ReadonlyArray<ReadonlyMap<number, number>>
): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const above = cameFromAbove(reached, diagonal, edits);
    const start = startOf(reached, diagonal, edits);
    while (x > start) {
      x--;
      y--;
      steps.push({ mark: ' ', line: before[x] ?? '' });
    }
    if (edits > 0) {
      if (above) {
        y--;
        steps.push({ mark: '+', line: after[y] ?? '' });
      } else {
        x--;
        steps.push({ mark: '-', line: before[x] ?? '' });
      }
    }
  }
  return steps.reverse();
}

/** The changed lines with those around them, under the line numbers where they begin. */
function hunks(steps: readonly Step[]): readonly string[] {
  const shown = new Set<number>();
  steps.forEach(({ mark }, index) => {
    if (mark !== ' ') {
      for (let near = index - CONTEXT; near <= index + CONTEXT; near++) {
        shown.add(near);
      }
    }
  });
  const output: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (let index = 0; index < steps.length; ) {
    let end = index;
    while (shown.has(end) && end < steps.length) {
      end++;
    }
    const hunk = steps.slice(index, Math.max(end, index + 1));
    const [removed, added] = [count(hunk, '-'), count(hunk, '+')];
    const same = count(hunk, ' ');
    if (end > index) {
      const [oldCount, newCount] = [same + removed, same + added];
      output.push(`@@ -${firstLine(oldLine, oldCount)},${oldCount} +${firstLine(newLine, newCount)},${newCount} @@`);
      output.push(...hunk.map(({ mark, line }) => mark + line));
    }
    oldLine += same + removed;
    newLine += same + added;
    index += hunk.length;
  }
  return output;
}

/** Of no lines the one before them is named. */
function firstLine(line: number, count: number): number {
  return count === 0 ? line - 1 : line;
}

function count(steps: readonly Step[], mark: Step['mark']): number {
  return steps.filter((step) => step.mark === mark).length;
}
