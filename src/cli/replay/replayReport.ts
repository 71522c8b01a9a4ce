import {
  explainChange,
  type MetricSpec,
  type ReplayedChange,
  type ReplayError,
  type ReplaySummary,
} from '../../elasticity/autoscaler';

/** The report of a replay as text, for people: its own error first. */
export function replayReport(
  { summary, error }: { readonly summary: ReplaySummary; readonly error: ReplayError | undefined },
  changes: readonly ReplayedChange[],
  metrics: readonly MetricSpec[]
): string {
  const rows = [...errorRows(error), ...summaryRows(summary)];
  const width = Math.max(...rows.map(([what]) => what.length));
  const lines = rows.map(([what, text]) => `${what.padEnd(width)}  ${text}`);
  return [...lines, ...changes.map((change) => changeLine(change, metrics))].join('\n') + '\n';
}

type Row = readonly [what: string, text: string];

function errorRows(error: ReplayError | undefined): readonly Row[] {
  if (error === undefined) {
    return [['against the recorded replicas', 'not known, the load came without them']];
  }
  const { equalShare, meanAbsoluteDifference, changes } = error;
  const { recorded, replayed, matched } = changes;
  return [
    [
      'against the recorded replicas',
      `equal ${percent(equalShare)} of the time, on average ${meanAbsoluteDifference.toFixed(2)} apart`,
    ],
    ['against the recorded changes', `${matched} of ${recorded} matched, ${replayed} replayed`],
  ];
}

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
  const time = new Date(change.atSeconds * 1000).toISOString().replace('.000Z', 'Z');
  return `${time}  ${change.fromReplicas} → ${change.toReplicas}  ${explainChange(change, metrics)}`;
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
