import type { Labels } from '../series/source';

/** A question that promtool got another answer to than the file expects. */
export interface Failure {
  readonly expr: string;
  /** The answer, as promtool writes it. */
  readonly got: string;
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** What `promtool test rules` says of failed `promql_expr_test`s (prometheus/prometheus, cmd/promtool/unittest.go). */
export function readFailures(text: string): Failure[] {
  const failures = text.matchAll(/^\s+expr: ("(?:[^"\\]|\\.)*"), time: .*,\n\s+exp: ?.*\n\s+got: ?(.*)$/gm);
  return [...failures].map(([, expr = '""', got = '']) => ({ expr: JSON.parse(expr), got }));
}

/** Samples as promtool writes them: `{alertname="A"} 6E+02, {alertname="B"} 1.2E+03`, or `nil`. */
export function readSamples(text: string): Sample[] {
  const samples = text.matchAll(/\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\} ([^,\s]+)/g);
  return [...samples].map(([, labels = '', value]) => ({ labels: readLabels(labels), value: Number(value) }));
}

function readLabels(text: string): Labels {
  const pairs = text.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g);
  return Object.fromEntries([...pairs].map(([, label = '', value = '""']) => [label, String(JSON.parse(value))]));
}
