/** A range of time in milliseconds since the epoch, both ends included. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The union of spans as disjoint spans in ascending order; spans that touch become one. */
export function mergeSpans(spans: readonly TimeSpan[]): TimeSpan[] {
  const merged: TimeSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && span.fromMs <= last.toMs) {
      merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    } else {
      merged.push({ fromMs: span.fromMs, toMs: span.toMs });
    }
  }
  return merged;
}

/** What is left of `spans` outside of `holes`, as disjoint spans in ascending order. */
export function subtractSpans(spans: readonly TimeSpan[], holes: readonly TimeSpan[]): TimeSpan[] {
  const cuts = mergeSpans(holes);
  const rest: TimeSpan[] = [];
  let next = 0;
  for (const { fromMs, toMs } of mergeSpans(spans)) {
    let cursor = fromMs;
    while (next < cuts.length && cuts[next].toMs <= fromMs) {
      next++;
    }
    for (let i = next; i < cuts.length && cuts[i].fromMs < toMs; i++) {
      if (cuts[i].fromMs > cursor) {
        rest.push({ fromMs: cursor, toMs: cuts[i].fromMs });
      }
      cursor = Math.max(cursor, cuts[i].toMs);
    }
    if (cursor < toMs) {
      rest.push({ fromMs: cursor, toMs });
    }
  }
  return rest;
}

/** The part of a span inside a range, or `undefined` when nothing of it lies there. */
export function clip(span: TimeSpan, range: TimeSpan): TimeSpan | undefined {
  const fromMs = Math.max(span.fromMs, range.fromMs);
  const toMs = Math.min(span.toMs, range.toMs);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}
