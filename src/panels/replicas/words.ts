import { isKnown } from '../../elasticity/samples';
import type { RecordedScalingVerdict, ScalingSummary } from '../../elasticity/scaling';
import { formatSince, type Clock } from '../../viz/clock';
import { formatNumber } from '../../viz/format';
import { formatDuration } from '../../viz/lanes/duration';
import { VERDICTS, wordsOf } from '../../vocabulary';
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

const ISO: Clock = (timeMs) => new Date(timeMs).toISOString();

export function verdictOf(workload: WorkloadScaling, clock: Clock = ISO): Verdict {
  const { verdict, basis, lasting, endedAtMs } = workload.summary;
  const since = lasting && formatSince(lasting, workload.samples.times[0], clock);
  switch (verdict) {
    case 'following':
      return {
        tone: 'good',
        headline: 'Replicas follow the load',
        explanation:
          basis === 'capacity'
            ? 'Ready replicas carry the load.'
            : 'Desired replicas become ready in time. Set the objective qps_per_replica to compare with the load.',
      };
    case 'ended':
      return {
        tone: 'quiet',
        headline: `Data ended ${endedAtMs === undefined ? '' : clock(endedAtMs)}`,
        explanation:
          'Nothing has reported replicas or load since then. Look at what does: the sidecars, kube-state-metrics.',
      };
    case 'unknown':
      return {
        tone: 'quiet',
        headline: 'Cannot tell whether replicas follow',
        explanation:
          basis === undefined
            ? 'It takes load and capacity (objective qps_per_replica), or desired and ready replicas.'
            : 'No verdict is there: the loaded rules are of an older version, or this panel lacks the queries for it (lagging and others).',
      };
    case 'capacityShort':
      return {
        tone: 'warning',
        headline: `Capacity is short, ${since}`,
        explanation: adviceFor(verdict, workload),
      };
    default:
      return {
        tone: lasting ? 'bad' : 'warning',
        headline: since ? `${wordsOf(VERDICTS[verdict])}, ${since}` : `Earlier: ${VERDICTS[verdict].words}`,
        explanation: adviceFor(verdict, workload),
      };
  }
}

function adviceFor(
  verdict: RecordedScalingVerdict,
  { samples, summary: { lagSeconds, basis } }: WorkloadScaling
): string {
  const atWorst = lagSeconds ? `, at worst for ${formatDuration(lagSeconds.worst)}` : '';
  switch (verdict) {
    case 'atMaxShort':
      return `All ${count(lastKnown(samples.max))} replicas run and the load is above what they carry. More replicas need a higher max.`;
    case 'desiredNotReached':
      return 'Not one more of the desired replicas becomes ready: kubectl get pods shows what they wait for.';
    case 'scalingLagging':
      return 'If the desired replicas do not rise, the autoscaler does not see the load; if they rise slowly, look at its scale-up policy.';
    case 'autoscalerUnable':
      return 'Its target was deleted or renamed, or refuses the update: kubectl describe hpa says which (AbleToScale).';
    case 'autoscalerBlind':
      return 'Replicas stay as they are: kubectl describe hpa says what it misses (ScalingActive).';
    case 'capacityShort':
      return isFixed(samples)
        ? 'Load above what the replicas carry, and no autoscaler that would add any.'
        : basis === 'replicas'
          ? `Desired replicas are not ready${atWorst}. Set the objective qps_per_replica to compare with the load.`
          : `Load stands above what ready replicas carry by more than an autoscaler tolerates${atWorst}.`;
  }
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

function percent(share: number): string {
  return share > 0 && share < 0.001 ? '< 0.1%' : formatNumber(share, 'percentunit', share > 0 && share < 0.1 ? 1 : 0);
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
  return [...column].reverse().find(isKnown);
}
