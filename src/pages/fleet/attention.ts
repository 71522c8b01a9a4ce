import { formatUsd } from '../../elasticity/cost';
import { DEFAULT_FLAPPING_SETTINGS } from '../../elasticity/flapping';
import { formatNumber } from '../../viz/format';
import type { WorkloadNumbers } from './numbers';

export type Level = 'critical' | 'warning';

/** Something about a workload that somebody should look at. */
export interface Finding {
  readonly level: Level;
  readonly text: string;
}

/** How urgent a row is; `unknown` when Prometheus knows the workload by name only. */
export type Status = Level | 'healthy' | 'unknown';

const URGENCY: Record<Status, number> = { critical: 3, warning: 2, unknown: 1, healthy: 0 };

/** What is to be said about a workload, the worst first. Texts are complete without their colour. */
export function findingsOf(numbers: WorkloadNumbers): Finding[] {
  return [
    ...alertFindings(numbers),
    ...leaderFindings(numbers),
    ...loadFindings(numbers),
    ...scalingFindings(numbers),
    ...budgetFindings(numbers),
  ].sort((a, b) => URGENCY[b.level] - URGENCY[a.level]);
}

export function statusOf(row: WorkloadNumbers & { readonly findings: readonly Finding[] }): Status {
  const [worst] = row.findings;
  if (worst !== undefined) {
    return worst.level;
  }
  return row.replicas.current === undefined && row.loadPerSecond === undefined ? 'unknown' : 'healthy';
}

export function urgencyOf(status: Status): number {
  return URGENCY[status];
}

/**
 * Whether the autoscaler flaps, as the alert sees it: edited bounds and a running rollout move the wanted replicas as well, and
 * are no flapping.
 */
export function isFlapping({ reversals = 0, amplitude = 0, boundsChanges = 0, replicas }: WorkloadNumbers): boolean {
  const { updated, current } = replicas;
  const rollsOut = updated !== undefined && current !== undefined && updated < current;
  const { minReversals, minAmplitude } = DEFAULT_FLAPPING_SETTINGS;
  return reversals >= minReversals && amplitude >= minAmplitude && boundsChanges === 0 && !rollsOut;
}

function alertFindings({ alerts: { critical, warning } }: WorkloadNumbers): Finding[] {
  return [
    ...(critical > 0 ? [{ level: 'critical', text: counted(critical, 'critical alert') } as const] : []),
    ...(warning > 0 ? [{ level: 'warning', text: counted(warning, 'warning alert') } as const] : []),
  ];
}

function leaderFindings({ leaders, standbys }: WorkloadNumbers): Finding[] {
  if (leaders === undefined) {
    return [];
  }
  if (leaders !== 1) {
    return [{ level: 'critical', text: leaders === 0 ? 'no leader' : `${leaders} leaders at once` }];
  }
  return standbys === 0 ? [{ level: 'warning', text: 'no standby' }] : [];
}

function loadFindings({ saturation, errorRatio, latencyP95Seconds, targets }: WorkloadNumbers): Finding[] {
  const found: Finding[] = [];
  if (saturation !== undefined && saturation > 1) {
    found.push({ level: 'warning', text: `load is ${formatNumber(saturation, 'percentunit', 0)} of capacity` });
  }
  if (isAbove(errorRatio, targets.successRatio && 1 - targets.successRatio)) {
    found.push({ level: 'warning', text: `errors ${formatNumber(errorRatio, 'percentunit', 2)}` });
  }
  if (isAbove(latencyP95Seconds, targets.latencyP95Seconds)) {
    found.push({
      level: 'warning',
      text: `p95 above ${formatNumber(targets.latencyP95Seconds, 's')}`,
    });
  }
  return found;
}

function scalingFindings(numbers: WorkloadNumbers): Finding[] {
  const { coldStartP95Seconds, targets, reversals } = numbers;
  const found: Finding[] = [];
  if (isFlapping(numbers)) {
    found.push({ level: 'warning', text: `flaps, ${reversals} reversals in 1 h` });
  }
  if (isAbove(coldStartP95Seconds, targets.coldStartSeconds)) {
    found.push({ level: 'warning', text: `cold starts above ${formatNumber(targets.coldStartSeconds, 's')}` });
  }
  return found;
}

function budgetFindings({ cost }: WorkloadNumbers): Finding[] {
  const budget = cost?.budget;
  if (!budget || budget.verdict === 'within') {
    return [];
  }
  const text =
    budget.verdict === 'used_up' ? 'budget used up' : `month will be ${formatUsd(budget.overByUsd)} over budget`;
  return [{ level: 'warning', text }];
}

function isAbove(value: number | undefined, limit: number | undefined): boolean {
  return value !== undefined && limit !== undefined && value > limit;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
