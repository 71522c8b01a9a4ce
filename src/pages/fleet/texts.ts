import { formatUsd } from '../../elasticity/cost';
import { formatNumber } from '../../viz/format';
import type { WorkloadNumbers } from './numbers';

/** What a cell says: the number, and below it what it is to be compared with. */
export interface CellText {
  readonly main: string;
  readonly note?: string;
}

const NOTHING: CellText = { main: '–' };

/** `3 → 5` while the autoscaler is on its way; below it the bounds, and how many are ready where not all are. */
export function replicasText({ replicas: { current, desired, ready, min, max } }: WorkloadNumbers): CellText {
  const now = current ?? ready;
  const main = desired !== undefined && desired !== now ? `${count(now)} → ${count(desired)}` : count(now);
  const notes = [
    ...(min !== undefined && max !== undefined ? [`${min}–${max}`] : []),
    ...(ready !== undefined && ready !== now ? [`${ready} ready`] : []),
  ];
  return withNote(main, notes.join(', '));
}

export function loadText({ loadPerSecond, capacityPerSecond, saturation }: WorkloadNumbers): CellText {
  const hasCapacity = saturation !== undefined && capacityPerSecond !== undefined;
  return withNote(
    formatNumber(loadPerSecond, 'reqps'),
    hasCapacity ? `${formatNumber(saturation, 'percentunit', 0)} of ${formatNumber(capacityPerSecond, 'short')}` : ''
  );
}

export function errorsText({ errorRatio }: WorkloadNumbers): CellText {
  return { main: formatNumber(errorRatio, 'percentunit', errorRatio === 0 ? 0 : 2) };
}

export function latencyText({ latencyP95Seconds }: WorkloadNumbers): CellText {
  return { main: formatNumber(latencyP95Seconds, 's') };
}

/** Reversals of the autoscaler, with what the rules say of them. */
export function flappingText({ reversals, verdicts }: WorkloadNumbers): CellText {
  if (reversals === undefined) {
    return NOTHING;
  }
  const flaps = verdicts.some(({ verdict }) => verdict === 'flapping');
  return { main: String(reversals), note: flaps ? 'flapping' : 'not flapping' };
}

export function leadersText({ leaders, standbys }: WorkloadNumbers): CellText {
  return leaders === undefined
    ? NOTHING
    : withNote(String(leaders), standbys === undefined ? '' : `${standbys} standby`);
}

export function coldStartText({ coldStartP95Seconds, delayedRequests = 0 }: WorkloadNumbers): CellText {
  return withNote(
    formatNumber(coldStartP95Seconds, 's'),
    delayedRequests > 0 ? `${formatNumber(delayedRequests, 'short', 0)} waited` : ''
  );
}

export function costText({ cost }: WorkloadNumbers): CellText {
  if (cost === undefined) {
    return NOTHING;
  }
  const end = `${formatUsd(cost.forecastUsd)} by month end`;
  return withNote(
    formatUsd(cost.spentUsd),
    cost.budget === undefined ? end : `${end}, budget ${formatUsd(cost.budget.budgetUsd)}`
  );
}

function count(replicas: number | undefined): string {
  return replicas === undefined ? '–' : String(replicas);
}

function withNote(main: string, note: string): CellText {
  return note === '' ? { main } : { main, note };
}
