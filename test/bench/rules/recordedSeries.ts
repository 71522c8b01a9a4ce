import type { RuleFile } from '../../../docs/ruleFiles';
import { LEVEL_LABELS, type RecordedDefinition } from '../../../src/vocabulary';
import type { Labels } from '../../../demo/history/store/series';
import type { Member } from './fleetSeries';
import { combinations } from './labelSets';

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration as PromQL writes it, such as 59m59s999ms. */
export function secondsOf(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|[smhd])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? NaN),
    0
  );
}

/** The longest range that rules read of each series, in seconds. Series that are read without a range are not in it. */
export function longestRanges(files: readonly RuleFile[]): Map<string, number> {
  const ranges = new Map<string, number>();
  const exprs = files.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)));
  for (const expr of exprs) {
    for (const [, name = '', range = ''] of expr.matchAll(/([a-zA-Z_:][\w:]*)(?:\{[^}]*\})?\[([^\]:]+)[^\]]*\]/g)) {
      ranges.set(name, Math.max(ranges.get(name) ?? 0, secondsOf(range)));
    }
  }
  return ranges;
}

/** Seconds between two samples of each recorded series: the interval of its group, or an hour where its name says so. */
export function recordedSteps(files: readonly RuleFile[]): Map<string, number> {
  const steps = new Map<string, number>();
  for (const { interval = '1m', rules } of files.flatMap(({ groups }) => groups)) {
    for (const { record } of rules) {
      if (record !== undefined) {
        steps.set(record, record.endsWith(':hourly') ? 3600 : secondsOf(interval));
      }
    }
  }
  return steps;
}

/** The label sets that a workload, or its pods, has of a recorded series. */
export function recordedLabels({ name, level, labels }: RecordedDefinition, member: Member): Labels[] {
  const { cluster, namespace, workload, pods } = member;
  const extra = [...LEVEL_LABELS[level], ...labels].filter(
    (label) => !['cluster', 'namespace', 'workload', 'instance'].includes(label)
  );
  const sets = combinations(name, extra);
  const identities = LEVEL_LABELS[level].includes('instance')
    ? pods.map((instance) => ({ cluster, namespace, workload, instance }))
    : [{ cluster, namespace, workload }];
  return identities.flatMap((identity) => sets.map((set) => ({ ...identity, ...set, __name__: name })));
}
