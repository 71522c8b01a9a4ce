import {
  explainChange,
  type Distance,
  type MetricSpec,
  type PlantSettings,
  type ReplayedChange,
  type ReplayError,
  type ReplaySummary,
} from '../../elasticity/autoscaler';
import type { Recording } from '../recording/recording';
import { isoTime } from '../recording/timeRange';

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
  const width = Math.max(...rows.map(([what]) => what.length));
  const lines = rows.map(([what, text]) => `${what.padEnd(width)}  ${text}`);
  return [...lines, ...changes.map((change) => changeLine(change, metrics))].join('\n') + '\n';
}

type Row = readonly [what: string, text: string];

function errorRows(error: ReplayError | undefined): readonly Row[] {
  if (error === undefined) {
    return [['against the recorded replicas', 'not known, the load came without them']];
  }
  const { changes, ifLate } = error;
  const { recorded, replayed, matched } = changes;
  const late: Row[] =
    ifLate.lateSeconds > 0 ? [[`if these are recorded ${ifLate.lateSeconds} s late`, distanceText(ifLate)]] : [];
  return [
    ['against the recorded replicas', distanceText(error)],
    ...late,
    ['against the recorded changes', `${matched} of ${recorded} matched, ${replayed} replayed`],
  ];
}

function distanceText({ equalShare, meanAbsoluteDifference }: Distance): string {
  return `equal ${percent(equalShare)} of the time, on average ${meanAbsoluteDifference.toFixed(2)} apart`;
}

/** What the replay stands on: all that is not the load itself may be assumed. */
function sourceRows(recording: Recording, plant: PlantSettings, metrics: readonly MetricSpec[]): readonly Row[] {
  const starts = [...plant.coldStartSeconds].sort((a, b) => a - b);
  const middle = starts[Math.floor(starts.length / 2)];
  const rows: Row[] = [
    ['recording', recording.name],
    ['a replica carries', `${plant.requestsPerSecondPerReplica} requests/s`],
    ['a cold start takes', `${duration(middle)} (middle of ${starts.length})`],
  ];
  return [...rows, ...metrics.map(({ name }, i): Row => [`metric ${name}`, SOURCES[recording.metrics[i].from]])];
}

const SOURCES = { load: 'follows the load', series: 'as recorded' } as const;

function summaryRows(summary: ReplaySummary): readonly Row[] {
  const { seconds, unknownSeconds, requests, lagSeconds, costUsd } = summary;
  const known = seconds - unknownSeconds;
  const unknown = unknownSeconds > 0 ? `, of which ${duration(unknownSeconds)} without a known load` : '';
  return [
    ['replayed', `${duration(seconds)}${unknown}`],
    [
      'changes',
      `${summary.changes}, ${summary.reversals} of them reversals (worst hour: ${summary.worstReversalsPerHour})`,
    ],
    [
      'short of capacity',
      `${duration(summary.shortSeconds)} (${percent(known > 0 ? summary.shortSeconds / known : 0)}), ${count(summary.shortRequests, requests)}`,
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

function count(requests: number, all: number): string {
  return `${Math.round(requests)} requests (${percent(all > 0 ? requests / all : 0)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function duration(seconds: number): string {
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 7200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
