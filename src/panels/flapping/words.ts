import type { FlappingSettings } from '../../elasticity/flapping';
import { formatDuration } from '../../viz/lanes/duration';
import type { FlappingModel, Lane } from './model';

export interface LaneVerdict {
  readonly tone: 'bad' | 'warning' | 'good';
  readonly label: string;
  /** What it means and what to do. */
  readonly explanation: string;
}

export function verdictOf(lane: Lane, settings: FlappingSettings): LaneVerdict {
  const { verdict, excused } = lane;
  if (verdict === 'calm') {
    return {
      tone: 'good',
      label: 'calm',
      explanation: excused
        ? 'There were many reversals while its bounds were edited or a release was rolled out; those do not count.'
        : 'It never changed its mind often enough to matter.',
    };
  }
  const { recommendedSeconds, reversals } = lane.summary;
  const advice =
    recommendedSeconds === undefined
      ? reversals.length > 1
        ? 'No stabilization window that Kubernetes accepts would bridge its dips: look for what makes the load or the metric swing.'
        : 'Choose a time range of a few hours to see its reversals.'
      : `A scale-down stabilizationWindowSeconds of ${recommendedSeconds} would have kept replicas up through nine of ten dips (it is taken to be ${settings.currentStabilizationSeconds} now).`;
  return verdict === 'flapping'
    ? { tone: 'bad', label: 'flapping', explanation: advice }
    : { tone: 'warning', label: 'flapped', explanation: `It does not flap any more. ${advice}` };
}

/** The recommended window, only for those that flap. */
export function adviceOf({ verdict, summary }: Lane): string {
  const { recommendedSeconds } = summary;
  return verdict === 'calm' || recommendedSeconds === undefined ? '–' : `${recommendedSeconds} s`;
}

/** What the verdicts go by. */
export function thresholdText({ windowSeconds, minReversals, minAmplitude }: FlappingSettings): string {
  return `flapping: ≥ ${minReversals} reversals in ${formatDuration(windowSeconds)}, amplitude ≥ ${minAmplitude}`;
}

/** The state of affairs in a sentence, for those who do not see the picture. */
export function describe({ lanes, calmHidden }: FlappingModel): string {
  const count = (verdict: Lane['verdict']) => lanes.filter((lane) => lane.verdict === verdict).length;
  return `Wanted replicas of ${lanes.length} workloads over time: ${count('flapping')} flapping, ${count('flapped')} flapped earlier, ${count('calm') + calmHidden} calm.`;
}

/** Lowest and highest number of wanted replicas, which are the ends of the lane's own scale. */
export function rangeOf({ values }: Lane): string {
  const known = values.filter((value): value is number => value !== null && value !== undefined);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return least === most ? `${most} replicas` : `${least} to ${most} replicas`;
}
