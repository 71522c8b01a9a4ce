import {
  DEFAULT_FLAPPING_SETTINGS,
  summariseFlapping,
  type FlappingSettings,
  type FlappingSummary,
} from '../../elasticity/flapping';
import { alignSeries, workloadKey, workloadNames, workloadOf } from '../../elasticity/samples';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import type { ChartValues } from '../../viz/chart/types';
import type { FlappingOptions } from './options';
import type { FlappingInput } from './queries';
import { recordedFlapping } from './recorded';

/** One workload: what its autoscaler wanted, and what that means. */
export interface Lane {
  readonly key: string;
  /** `namespace/workload`, with the cluster where workloads of several are shown. */
  readonly name: string;
  readonly times: readonly number[];
  /** `null` at the beginning of a gap. */
  readonly values: ChartValues;
  /** What the samples of the time range show. */
  readonly summary: FlappingSummary;
  /** The worse of what the samples show and what the rules recorded; so are the numbers. */
  readonly verdict: FlappingSummary['verdict'];
  /** Most reversals within an hour. */
  readonly reversalsPerHour: number;
  /** Highest less lowest number of wanted replicas within an hour. */
  readonly amplitude: number;
  /** Whether reversals were forgiven, because bounds were edited or a release was rolled out. */
  readonly excused: boolean;
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
  const name = workloadNames(wanted.map(({ labels }) => workloadOf(labels)));
  const inputs: readonly FlappingInput[] = ['reversals', 'amplitude', 'bounds', 'rollout'];
  const [reversals, amplitudes, bounds, rollouts] = inputs.map((input) => byWorkload(series.get(input) ?? []));
  const lanes = wanted
    .map((one): Lane => {
      const workload = workloadOf(one.labels);
      const key = workloadKey(workload);
      const excuses = new Set([bounds, rollouts].flatMap((excuse) => timesOf(excuse.get(key))));
      const excused = (timeMs: number) => excuses.has(timeMs);
      const { times, columns } = alignSeries([one]);
      const [values] = columns;
      const summary = summariseFlapping({ times, values }, excused, settings);
      const recorded = recordedFlapping(reversals.get(key), amplitudes.get(key), excused, settings);
      return {
        key,
        name: name(workload) || one.name,
        times,
        values,
        summary,
        verdict: worse(summary.verdict, recorded.verdict),
        reversalsPerHour: Math.max(recorded.reversals, summary.worstCount),
        amplitude: Math.max(recorded.amplitude, summary.amplitude),
        excused: recorded.excused || summary.excused,
        someUnseen: recorded.reversals > summary.worstCount,
      };
    })
    .sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name));
  const shown = options.showCalm ? lanes : lanes.filter(({ verdict }) => verdict !== 'calm');
  return { lanes: shown, calmHidden: lanes.length - shown.length, settings };
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

/** From the best to the worst. */
const VERDICTS: ReadonlyArray<FlappingSummary['verdict']> = ['calm', 'flapped', 'flapping'];

function worse(a: FlappingSummary['verdict'], b: FlappingSummary['verdict']): FlappingSummary['verdict'] {
  return VERDICTS.indexOf(a) > VERDICTS.indexOf(b) ? a : b;
}

/** The verdict decides, then the score (0 to 100), then reversals that the samples do not show. */
function urgency({ verdict, summary, reversalsPerHour }: Lane): number {
  return VERDICTS.indexOf(verdict) * 1000 + summary.score + reversalsPerHour / 100;
}
