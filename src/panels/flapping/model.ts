import {
  DEFAULT_FLAPPING_SETTINGS,
  summariseFlapping,
  type FlappingSettings,
  type FlappingSummary,
} from '../../elasticity/flapping';
import { workloadKey, workloadOf, type WorkloadIdentity } from '../../elasticity/series';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { alignSeries } from '../../viz/chart/align';
import type { ChartValues } from '../../viz/chart/types';
import type { FlappingOptions } from './options';
import type { FlappingInput } from './queries';

/** One workload: what its autoscaler wanted, and what that means. */
export interface Lane {
  readonly key: string;
  /** `namespace/workload`, with the cluster where workloads of several are shown. */
  readonly name: string;
  readonly times: readonly number[];
  /** `null` at the beginning of a gap. */
  readonly values: ChartValues;
  readonly summary: FlappingSummary;
  /** Most reversals within an hour: as recorded, or as seen where that is more or nothing was recorded. */
  readonly reversalsPerHour: number;
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

type ModelOptions = Pick<FlappingOptions, 'showCalm' | 'minReversals' | 'minAmplitude' | 'currentStabilizationSeconds'>;

/** A lane for each workload with an autoscaler; `undefined` when there is none. */
export function flappingModel(series: SeriesByRefId, options: ModelOptions): FlappingModel | undefined {
  const wanted = series.get('desired') ?? [];
  if (wanted.length === 0) {
    return undefined;
  }
  const settings: FlappingSettings = { ...DEFAULT_FLAPPING_SETTINGS, ...settingsOf(options) };
  const severalClusters = new Set(wanted.map(({ labels }) => labels.cluster)).size > 1;
  const [recorded, bounds, rollouts] = (['reversals', 'bounds', 'rollout'] satisfies FlappingInput[]).map((input) =>
    byWorkload(series.get(input) ?? [])
  );
  const lanes = wanted
    .map((one): Lane => {
      const workload = workloadOf(one.labels);
      const key = workloadKey(workload);
      const excuses = new Set([bounds, rollouts].flatMap((excuse) => timesOf(excuse.get(key))));
      const { times, columns } = alignSeries([one]);
      const [values] = columns;
      const summary = summariseFlapping({ times, values }, (timeMs) => excuses.has(timeMs), settings);
      const recordedCount = Math.max(0, ...(recorded.get(key)?.values ?? []).map((count) => count ?? 0));
      return {
        key,
        name: nameOf(workload, severalClusters) || one.name,
        times,
        values,
        summary,
        reversalsPerHour: Math.max(recordedCount, summary.worstCount),
        someUnseen: recordedCount > summary.worstCount,
      };
    })
    .sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name));
  const shown = options.showCalm ? lanes : lanes.filter((lane) => !isCalm(lane, settings));
  return { lanes: shown, calmHidden: lanes.length - shown.length, settings };
}

/** A long time range may hide the reversals themselves, never the fact that there were too many. */
export function isCalm({ summary, reversalsPerHour }: Lane, { minReversals, minAmplitude }: FlappingSettings): boolean {
  const tooMany = reversalsPerHour >= minReversals && summary.amplitude >= minAmplitude && !summary.excused;
  return summary.verdict === 'calm' && !tooMany;
}

function settingsOf({
  minReversals,
  minAmplitude,
  currentStabilizationSeconds,
}: ModelOptions): Partial<FlappingSettings> {
  return { minReversals, minAmplitude, currentStabilizationSeconds };
}

function byWorkload(series: readonly PrometheusSeries[]): ReadonlyMap<string, PrometheusSeries> {
  return new Map(series.map((one) => [workloadKey(workloadOf(one.labels)), one]));
}

/** When there is a sample at all: the queries for excuses give one only while the excuse holds. */
function timesOf(series: PrometheusSeries | undefined): number[] {
  return (series?.times ?? []).filter((_, i) => series?.values[i] !== null);
}

function nameOf({ cluster, namespace, workload }: WorkloadIdentity, withCluster: boolean): string {
  return [withCluster ? cluster : '', namespace, workload].filter((part) => part !== '').join('/');
}

const BY_VERDICT: Readonly<Record<FlappingSummary['verdict'], number>> = { flapping: 1000, flapped: 0, calm: 0 };

/** What flaps now comes first, then the score decides, then reversals that a long time range does not show. */
function urgency({ summary, reversalsPerHour }: Lane): number {
  return BY_VERDICT[summary.verdict] + summary.score + reversalsPerHour / 100;
}
