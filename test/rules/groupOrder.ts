import type { RuleFile } from '../../docs/ruleFiles';
import { metricsIn } from './promql';

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

/** kube-state-metrics says which workloads there are, other sources speak of these, and the rest reads what all sources say. */
const STAGES = [/^sources\/kube-state-metrics/, /^sources\//, /^recording/, /^/];

function stage({ path }: RuleFile): number {
  return STAGES.findIndex((pattern) => pattern.test(path));
}

/** For each group the others whose series it reads. */
function readBy(groups: readonly Group[]): ReadonlyMap<Group, readonly Group[]> {
  const isReadBy = (group: Group) => (other: Group) =>
    other !== group && [...other.records].some((name) => group.reads.has(name));
  return new Map(groups.map((group) => [group, groups.filter(isReadBy(group))]));
}

/** How many groups have a say in what the group records, itself among them. */
function depth(group: Group, read: ReadonlyMap<Group, readonly Group[]>): number {
  const reached = new Set([group]);
  for (const one of reached) {
    read.get(one)?.forEach((other) => reached.add(other));
  }
  return reached.size;
}

/**
 * The groups of the files so that each comes after those whose series it reads. Where groups read each other, that of the earlier
 * stage goes first and sees of the other what it recorded before, as in a running Prometheus.
 */
export function groupOrder(files: readonly RuleFile[]): string[] {
  const groups = groupsOf([...files].sort((a, b) => stage(a) - stage(b)));
  const read = readBy(groups);
  // Those that read each other have the same depth, and whoever reads them has a greater one.
  return groups
    .map((group) => ({ name: group.name, depth: depth(group, read) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ name }) => name);
}
