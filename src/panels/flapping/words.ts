import { isKnown } from '../../elasticity/samples';
import { formatSince, type Clock } from '../../viz/clock';
import { VERDICTS, wordsOf } from '../../vocabulary';
import type { FlappingModel, FlappingSettings, Lane, LaneVerdict } from './model';

/** The verdict on a lane for a person who has a minute. */
export interface VerdictText {
  readonly tone: 'bad' | 'warning' | 'good' | 'quiet';
  readonly label: string;
  /** What it means and what to do. */
  readonly explanation: string;
}

const ISO: Clock = (timeMs) => new Date(timeMs).toISOString();

export function verdictOf(lane: Lane, settings: FlappingSettings, clock: Clock = ISO): VerdictText {
  const { verdict, episodes, endedAtMs } = lane;
  const last = episodes.at(-1);
  switch (verdict) {
    case 'flapping':
      return {
        tone: 'bad',
        label: `flapping ${last && formatSince(last, lane.times[0], clock)}`,
        explanation: `${wordsOf(VERDICTS.flapping)}, now ${last?.last} times within an hour. ${adviceFor(lane, settings)}`,
      };
    case 'flapped':
      return {
        tone: 'warning',
        label: `flapped until ${last && clock(last.toMs)}`,
        explanation: `It does not flap any more. ${adviceFor(lane, settings)}`,
      };
    case 'ended':
      return {
        tone: 'quiet',
        label: `data ended ${endedAtMs === undefined ? '' : clock(endedAtMs)}`,
        explanation: 'Nothing has said since then how many replicas the autoscaler desires. Look at what reports it.',
      };
    case 'unknown':
      return {
        tone: 'quiet',
        label: 'cannot tell',
        explanation:
          'No verdict is there: the loaded rules are of an older version, or this panel lacks the query “flapping”.',
      };
    case 'calm':
      return {
        tone: 'good',
        label: 'calm',
        explanation:
          lane.reversalsPerHour > 1
            ? `It turned up to ${lane.reversalsPerHour} times within an hour. That is no flapping: it was too seldom or too little, or edited bounds, a schedule or starts from zero explain it.`
            : 'It never changed its mind often enough to matter.',
      };
  }
}

function adviceFor({ summary }: Lane, { currentStabilizationSeconds }: FlappingSettings): string {
  const { recommendedSeconds, reversals } = summary;
  if (recommendedSeconds !== undefined) {
    return `A scale-down stabilizationWindowSeconds of ${recommendedSeconds} would have kept replicas up through nine of ten dips (it is taken to be ${currentStabilizationSeconds} now).`;
  }
  return reversals.length > 1
    ? 'No stabilization window that Kubernetes accepts would bridge its dips: look for what makes the load or the metric swing.'
    : 'Choose a time range of a few hours to see its reversals.';
}

/** The recommended window, only for those that flap. */
export function adviceOf({ episodes, summary: { recommendedSeconds } }: Lane): string {
  return episodes.length === 0 || recommendedSeconds === undefined ? '–' : `${recommendedSeconds} s`;
}

/** The state of affairs in a sentence, for those who do not see the picture. */
export function describe({ lanes, calmHidden }: FlappingModel): string {
  const count = (verdict: LaneVerdict) => lanes.filter((lane) => lane.verdict === verdict).length;
  const others = count('ended') + count('unknown');
  return `Desired replicas of ${lanes.length} workloads over time: ${count('flapping')} flapping, ${count('flapped')} flapped earlier, ${count('calm') + calmHidden} calm${others > 0 ? `, ${others} not known` : ''}.`;
}

/** Lowest and highest number of desired replicas, which are the ends of the lane's own scale; empty where nothing is known. */
export function rangeOf({ values }: Pick<Lane, 'values'>): string {
  const known = values.filter(isKnown);
  if (known.length === 0) {
    return '';
  }
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return least === most ? `${most} replicas` : `${least} to ${most} replicas`;
}
