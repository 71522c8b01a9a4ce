import type { ScalingSummary } from '../../elasticity/scaling';
import { formatNumber } from '../../viz/format';
import { formatDuration } from '../../viz/lanes/duration';
import type { WorkloadScaling } from './model';

/** The verdict on a workload for a person who has a minute. */
export interface Verdict {
  readonly tone: 'bad' | 'warning' | 'good' | 'quiet';
  readonly headline: string;
  readonly explanation: string;
}

/** A number beside the verdict. */
export interface Figure {
  readonly label: string;
  readonly value: string;
}

export function verdictOf({ summary, samples }: WorkloadScaling): Verdict {
  const { verdict, basis, lasting, lagSeconds, shares } = summary;
  const most = lastKnown(samples.max);
  switch (verdict) {
    case 'saturated':
      return {
        tone: 'bad',
        headline: lasting
          ? `Saturated at max for ${duration(lasting)}`
          : `Was saturated at max for ${percent(shares.short)} of the time`,
        explanation: `All ${count(most)} replicas run and the load is above what they carry. More replicas need a higher max.`,
      };
    case 'lagging':
      return {
        tone: lasting ? 'bad' : 'warning',
        headline: lagHeadline(summary, isFixed(samples)),
        explanation: isFixed(samples)
          ? 'Load above what the replicas carry, and no autoscaler that would add any.'
          : basis === 'capacity'
            ? `Load stood above what ready replicas carry${lagSeconds ? `, at worst for ${formatDuration(lagSeconds.worst)}` : ''}.`
            : `Wanted replicas were not ready${lagSeconds ? `, at worst for ${formatDuration(lagSeconds.worst)}` : ''}. Set the objective qps_per_replica to compare with the load.`,
      };
    case 'idle':
      return {
        tone: 'quiet',
        headline: `Idle for ${percent(shares.idle)} of the time`,
        explanation: 'More replicas than the minimum run, and little of what they carry is used.',
      };
    case 'following':
      return {
        tone: 'good',
        headline: 'Replicas follow the load',
        explanation:
          basis === 'capacity'
            ? 'Ready replicas carry the load.'
            : 'Wanted replicas become ready in time. Set the objective qps_per_replica to compare with the load.',
      };
    case 'unknown':
      return {
        tone: 'quiet',
        headline: 'Cannot tell whether replicas follow',
        explanation: 'It takes load and capacity (objective qps_per_replica), or wanted and ready replicas.',
      };
  }
}

function lagHeadline({ lasting, lagSeconds, shares }: ScalingSummary, fixed: boolean): string {
  if (lasting) {
    return `Short of capacity for ${duration(lasting)}, and still is`;
  }
  return lagSeconds && !fixed
    ? `Lags behind the load by ${formatDuration(lagSeconds.median)}`
    : `Was short of capacity for ${percent(shares.short)} of the time`;
}

/** The numbers that are known, in the order in which they matter. */
export function figuresOf({ shares, usedRatio, basis }: ScalingSummary): Figure[] {
  const figures: Array<[string, number | undefined]> = [
    [basis === 'replicas' ? 'waiting' : 'short', shares.short],
    ['at max', shares.atMax],
    ['idle', shares.idle],
    ['at zero', shares.atZero === 0 ? undefined : shares.atZero],
    ['used', usedRatio],
  ];
  return figures.flatMap(([label, share]) => (share === undefined ? [] : [{ label, value: percent(share) }]));
}

export function duration({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string {
  return formatDuration((toMs - fromMs) / 1000);
}

function percent(share: number | undefined): string {
  return share === undefined
    ? 'an unknown share'
    : share > 0 && share < 0.001
      ? '< 0.1%'
      : formatNumber(share, 'percentunit', share > 0 && share < 0.1 ? 1 : 0);
}

function count(replicas: number | undefined): string {
  return replicas === undefined ? '' : formatNumber(replicas, 'none', 0);
}

/** Without bounds there is no autoscaler, and with equal ones it has nothing to decide. */
function isFixed({ min, max }: WorkloadScaling['samples']): boolean {
  const most = lastKnown(max);
  return most === undefined || most === lastKnown(min);
}

function lastKnown(column: WorkloadScaling['samples']['max']): number | undefined {
  return [...column].reverse().find((value): value is number => value !== null && value !== undefined);
}
