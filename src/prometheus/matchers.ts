import { WORKLOAD_LABELS } from '../vocabulary';

const MATCHER = new RegExp(String.raw`\b(?:${WORKLOAD_LABELS.join('|')})\s*(?:=~|!~|!=|=)\s*"(?:[^"\\]|\\.)*"`, 'g');

/** The label matchers in a PromQL expression that choose workloads, each once, in order: `cluster=~"$cluster"`, and so on. */
export function workloadMatchers(expr: string): string[] {
  return [...new Set(expr.match(MATCHER) ?? [])];
}
