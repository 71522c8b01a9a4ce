import { summariseFlapping, type FlappingSummary } from '../../elasticity/flapping';
import {
  alignSeries,
  endOfData,
  isKnown,
  isWithinRuns,
  runsOf,
  seriesByWorkload,
  workloadKey,
  workloadNames,
  workloadOf,
  type Column,
  type Run,
} from '../../elasticity/samples';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import type { FlappingOptions } from './options';
import type { FlappingInput } from './queries';

/**
 * `flapping` at the end of the range, `flapped` before, or `calm`, as the rules recorded it; `ended` where the data do not reach
 * the end, `unknown` where the rules record no verdict.
 */
export type LaneVerdict = 'flapping' | 'flapped' | 'calm' | 'ended' | 'unknown';

/** One workload: what its autoscaler desired, and what the rules say of it. */
export interface Lane {
  readonly key: string;
  /** `namespace/workload`, with the cluster where workloads of several are shown. */
  readonly name: string;
  readonly times: readonly number[];
  /** `null` at the beginning of a gap. */
  readonly values: Column;
  /** What the samples of the time range show. */
  readonly summary: FlappingSummary;
  readonly verdict: LaneVerdict;
  /** The times of flapping. */
  readonly episodes: readonly Run[];
  /** When the data ended that should have gone on. */
  readonly endedAtMs: number | undefined;
  /** Most reversals within an hour, as the rules counted them, or by the samples where they did not. */
  readonly reversalsPerHour: number;
  /** Highest less lowest number of desired replicas within an hour, likewise. */
  readonly amplitude: number;
  /** Whether more reversals were recorded than the samples of this time range show. */
  readonly someUnseen: boolean;
}

export interface FlappingModel {
  /** Those that need attention first. */
  readonly lanes: readonly Lane[];
  /** How many workloads are left out because they are calm. */
  readonly calmHidden: number;
  readonly settings: FlappingSettings;
}

export interface FlappingSettings {
  /** `stabilizationWindowSeconds` for scaling down as it is set now; it is in no metric. */
  readonly currentStabilizationSeconds: number;
}

/** What the answers do not say of themselves. */
export interface Circumstances {
  /** Until when they can know anything; up to their last sample when left out. */
  readonly untilMs?: number;
  /** Whether the rules record the verdict at all; `undefined` where nobody can tell. */
  readonly isRecorded?: boolean;
}

type ModelOptions = Pick<FlappingOptions, 'showCalm' | 'currentStabilizationSeconds'>;

/** A lane for each workload with an autoscaler; `undefined` when there is none. */
export function flappingModel(
  series: SeriesByRefId,
  { showCalm, currentStabilizationSeconds }: ModelOptions,
  { untilMs, isRecorded }: Circumstances = {}
): FlappingModel | undefined {
  const desired = series.get('desired') ?? [];
  if (desired.length === 0) {
    return undefined;
  }
  const endMs = untilMs ?? Math.max(...desired.map(({ times }) => times[times.length - 1]));
  const inputs: readonly FlappingInput[] = ['flapping', 'reversals', 'amplitude', 'rollout'];
  const [verdicts, reversals, amplitudes, rollouts] = inputs.map((input) => seriesByWorkload(series.get(input) ?? []));
  const name = workloadNames(desired.map(({ labels }) => workloadOf(labels)));
  const lanes = desired
    .map((one): Lane => {
      const workload = workloadOf(one.labels);
      const key = workloadKey(workload);
      const { times, columns } = alignSeries([one]);
      const [values] = columns;
      const releases = runsOf(rollouts.get(key), endMs);
      const summary = summariseFlapping(
        { times, values },
        (timeMs) => isWithinRuns(releases, timeMs),
        currentStabilizationSeconds
      );
      const episodes = runsOf(verdicts.get(key), endMs);
      const endedAtMs = endOfData([one], endMs);
      const recorded = highest(reversals.get(key));
      return {
        key,
        name: name(workload) || one.name,
        times,
        values,
        summary,
        verdict: verdictOf(episodes, endedAtMs, isRecorded),
        episodes,
        endedAtMs,
        reversalsPerHour: recorded ?? summary.worstCount,
        amplitude: highest(amplitudes.get(key)) ?? summary.amplitude,
        someUnseen: (recorded ?? 0) > summary.worstCount,
      };
    })
    .sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name));
  const shown = showCalm ? lanes : lanes.filter(({ verdict }) => verdict !== 'calm');
  return { lanes: shown, calmHidden: lanes.length - shown.length, settings: { currentStabilizationSeconds } };
}

function verdictOf(
  episodes: readonly Run[],
  endedAtMs: number | undefined,
  isRecorded: boolean | undefined
): LaneVerdict {
  if (endedAtMs !== undefined) {
    return 'ended';
  }
  if (episodes.length > 0) {
    return episodes[episodes.length - 1].lasting ? 'flapping' : 'flapped';
  }
  return isRecorded === false ? 'unknown' : 'calm';
}

function highest(series: PrometheusSeries | undefined): number | undefined {
  const known = (series?.values ?? []).filter(isKnown);
  return known.length > 0 ? known.reduce((most, value) => Math.max(most, value), 0) : undefined;
}

/** From the least urgent to the most. */
const BY_URGENCY: readonly LaneVerdict[] = ['calm', 'unknown', 'ended', 'flapped', 'flapping'];

/** The verdict decides, then the score (0 to 100), then reversals that the samples do not show. */
function urgency({ verdict, summary, reversalsPerHour }: Lane): number {
  return BY_URGENCY.indexOf(verdict) * 1000 + summary.score + reversalsPerHour / 100;
}
