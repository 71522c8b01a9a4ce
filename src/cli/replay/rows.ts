import type { Distance, MetricSpec, PlantSettings, ReplayError } from '../../elasticity/autoscaler';
import type { Recording } from '../recording/recording';
import { duration, percent } from './words';

/** A line of a report: what it is about, and what is to be said. */
export type Row = readonly [what: string, text: string];

/** Rows as lines, their texts below each other. */
export function alignedLines(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, text]) => `${what.padEnd(width)}  ${text}`);
}

/** How far the replay of the settings of then is from what happened. */
export function errorRows(error: ReplayError | undefined): readonly Row[] {
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
export function sourceRows(recording: Recording, plant: PlantSettings, metrics: readonly MetricSpec[]): readonly Row[] {
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
