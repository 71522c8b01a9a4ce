import { parser } from '@prometheus-io/lezer-promql';
import type { RuleFile } from '../../docs/ruleFiles';

type Node = ReturnType<typeof parser.parse>['topNode'];

/**
 * What is set by hand, or moves with the calendar, and may be a few minutes old wherever it is read: it is the same for minutes, so
 * it makes no difference that comes and goes.
 */
const SETTINGS = /^(workload:objective|workload:error_budget:ratio|calendar:\w+)$/;

/** Operators that put values against each other; `and`, `or` and `unless` look at labels alone. */
const COMPARING = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Mod', 'Pow', 'Atan2'],
  ...['Eql', 'Neq', 'Gte', 'Gtr', 'Lte', 'Lss'],
]);

function children(node: Node): Node[] {
  const all: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    all.push(child);
  }
  return all;
}

function descendants(node: Node): Node[] {
  return [node, ...children(node).flatMap(descendants)];
}

/** Two sides of an operator, as the names of the series that each reads. */
export interface Operands {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** The operands of every operator in an expression that subtracts, divides or compares. Throws where there is no expression. */
export function operandsIn(expr: string): Operands[] {
  const all = descendants(parser.parse(expr).topNode);
  if (all.some(({ type }) => type.isError)) {
    throw new Error(`no PromQL: ${expr}`);
  }
  // Of `a and b` and `a unless b` the value is that of a.
  const namesIn = (node: Node): string[] => {
    const parts = children(node);
    if (node.name === 'VectorSelector') {
      return parts.filter(({ name }) => name === 'Identifier').map(({ from, to }) => expr.slice(from, to));
    }
    const isFilter = node.name === 'BinaryExpr' && parts.some(({ name }) => name === 'And' || name === 'Unless');
    return [...new Set((isFilter ? parts.slice(0, 1) : parts).flatMap(namesIn))];
  };
  return all
    .filter(({ name }) => name === 'BinaryExpr')
    .map(children)
    .filter((parts) => parts.some(({ name }) => COMPARING.has(name)))
    .map((parts) => ({ left: namesIn(parts[0]), right: namesIn(parts[parts.length - 1]) }));
}

/** Series by name, and the intervals at which the rules of the files record them. */
function pacesOf(files: readonly RuleFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paces = new Map<string, Set<string>>();
  for (const { interval = '1m', rules } of files.flatMap(({ groups }) => groups)) {
    for (const { record } of rules) {
      if (record !== undefined) {
        paces.set(record, (paces.get(record) ?? new Set()).add(interval));
      }
    }
  }
  return paces;
}

/** For each operator of an expression whose operands are recorded at different paces, what they are. */
export function mixedPaces(files: readonly RuleFile[], expr: string): string[] {
  const paces = pacesOf(files);
  const told = (names: readonly string[]) =>
    names
      .filter((name) => !SETTINGS.test(name))
      .flatMap((name) => [...(paces.get(name) ?? [])].map((interval) => ({ name, interval })));
  return operandsIn(expr).flatMap(({ left, right }) =>
    told(left).flatMap((one) =>
      told(right)
        .filter(({ interval }) => interval !== one.interval)
        .map((other) => `${one.name} (${one.interval}) against ${other.name} (${other.interval})`)
    )
  );
}
