import {
  explainChange,
  type MetricSpec,
  type PlantSettings,
  type ReplayedChange,
  type ReplayError,
  type ReplaySummary,
} from '../../elasticity/autoscaler';
import type { Recording } from '../recording/recording';
import { isoTime } from '../recording/timeRange';
import { alignedLines, errorRows, sourceRows, type Row } from './rows';
import { count, duration, percent } from './words';

/** What a report is about. */
export interface Replayed {
  readonly recording: Recording;
  readonly plant: PlantSettings;
  readonly summary: ReplaySummary;
  /** `undefined` where the replicas of then are not known. */
  readonly error: ReplayError | undefined;
}

/** The report of a replay as text, for people: its own error first. */
export function replayReport(
  { recording, plant, summary, error }: Replayed,
  changes: readonly ReplayedChange[],
  metrics: readonly MetricSpec[]
): string {
  const rows = [...errorRows(error), ...sourceRows(recording, plant, metrics), ...summaryRows(summary)];
  return [...alignedLines(rows), ...changes.map((change) => changeLine(change, metrics))].join('\n') + '\n';
}

function summaryRows(summary: ReplaySummary): readonly Row[] {
  const { seconds, unknownSeconds, requests, lagSeconds, costUsd } = summary;
  const known = seconds - unknownSeconds;
  const unknown = unknownSeconds > 0 ? `, of which ${duration(unknownSeconds)} without a known load` : '';
  const atMax = summary.shortSecondsAtMax > 0 ? `, ${duration(summary.shortSecondsAtMax)} of it at the maximum` : '';
  return [
    ['replayed', `${duration(seconds)}${unknown}`],
    [
      'changes',
      `${summary.changes}, ${summary.reversals} of them reversals (worst hour: ${summary.worstReversalsPerHour})`,
    ],
    [
      'short of capacity',
      `${duration(summary.shortSeconds)} (${percent(known > 0 ? summary.shortSeconds / known : 0)})${atMax}, ${count(summary.shortRequests, requests)}`,
    ],
    ['waited for a cold start', count(summary.coldStartRequests, requests)],
    ['refused', count(summary.refusedRequests, requests)],
    ['longest queue', `${Math.round(summary.longestQueueRequests)} requests`],
    [
      'replicas caught up within',
      lagSeconds === undefined
        ? 'nothing to catch up with'
        : `${duration(lagSeconds.median)} (middle), ${duration(lagSeconds.worst)} (worst)`,
    ],
    [
      'replica-hours',
      `${summary.replicaHours.toFixed(1)}${costUsd === undefined ? '' : `, ${costUsd.toFixed(2)} USD`}`,
    ],
  ];
}

function changeLine(change: ReplayedChange, metrics: readonly MetricSpec[]): string {
  return `${isoTime(change.atSeconds)}  ${change.fromReplicas} → ${change.toReplicas}  ${explainChange(change, metrics)}`;
}
