import type { FlappingSettings, FlappingSummary } from '../../elasticity/flapping';
import type { PrometheusSeries } from '../../prometheus/frames';

export interface RecordedFlapping {
  readonly verdict: FlappingSummary['verdict'];
  /** Most reversals and highest amplitude within any hour that ends in the time range. */
  readonly reversals: number;
  readonly amplitude: number;
  /** Whether the verdict would be another had the reversals not been excused. */
  readonly excused: boolean;
}

/**
 * The verdict by what the rules recorded about the hour before each time. It holds where the samples of the panel cannot
 * tell: in time ranges of days, which show a sample every few minutes, and in ranges shorter than the hour.
 */
export function recordedFlapping(
  reversals: PrometheusSeries | undefined,
  amplitude: PrometheusSeries | undefined,
  excused: (timeMs: number) => boolean,
  { minReversals, minAmplitude }: FlappingSettings
): RecordedFlapping {
  const times = reversals?.times ?? [];
  const amplitudes = new Map(amplitude?.times.map((time, i) => [time, amplitude.values[i] ?? 0]));
  const over = times.filter(
    (time, i) => (reversals?.values[i] ?? 0) >= minReversals && (amplitudes.get(time) ?? 0) >= minAmplitude
  );
  const judged = over.filter((time) => !excused(time));
  const lasts = judged.length > 0 && judged[judged.length - 1] === times[times.length - 1];
  return {
    verdict: lasts ? 'flapping' : judged.length > 0 ? 'flapped' : 'calm',
    reversals: highest(reversals),
    amplitude: highest(amplitude),
    excused: judged.length < over.length,
  };
}

function highest(series: PrometheusSeries | undefined): number {
  return (series?.values ?? []).reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}
