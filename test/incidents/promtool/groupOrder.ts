import type { RuleFile } from '../../../docs/ruleFiles';
import { metricsIn } from '../../rules/promql';

interface Group {
  readonly name: string;
  readonly records: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

function groupsOf(files: readonly RuleFile[]): Group[] {
  return files
    .flatMap(({ groups }) => groups)
    .map(({ name, rules }) => ({
      name,
      records: new Set(rules.flatMap(({ record }) => (record === undefined ? [] : [record]))),
      reads: new Set(rules.flatMap(({ expr }) => metricsIn(expr))),
    }));
}

/**
 * The groups of the files so that each comes after those whose series it reads. Where groups read each other, the one that
 * stands first in the files goes first and sees of the other what it recorded before, as in a running Prometheus.
 */
export function groupOrder(files: readonly RuleFile[]): string[] {
  const order: string[] = [];
  let waiting = groupsOf(files);
  while (waiting.length > 0) {
    const isFree = (group: Group) =>
      waiting.every((other) => other === group || ![...other.records].some((name) => group.reads.has(name)));
    const next = waiting.find(isFree) ?? waiting[0];
    order.push(next.name);
    waiting = waiting.filter((group) => group !== next);
  }
  return order;
}
