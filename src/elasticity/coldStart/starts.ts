import { instanceKey, instanceOf, type InstanceIdentity, type Series, type TimeSpan } from '../series';

/** One finished start-up of one instance. Durations are seconds. */
export interface ColdStart extends InstanceIdentity {
  /** When the instance gave its first ready answer, milliseconds since the epoch. */
  readonly readyAtMs: number;
  /** Until the port accepted a connection; missing when the source does not tell the phases apart. */
  readonly bootSeconds: number | undefined;
  /** From then to the first ready answer: loading the model, warming up. */
  readonly loadSeconds: number | undefined;
  readonly totalSeconds: number;
}

/** Durations of one instance by phase and by the time of their sample. */
type PhaseSamples = Map<string, Map<number, number>>;

/**
 * The distinct starts that ended within `range`, oldest first. A start is one pair of instance and ready time, however many
 * samples report it (recorded series repeat it for ten minutes); its durations are read from a sample of the same instant.
 * A start whose total is nowhere known is left out, because it has no length to show.
 */
export function readStarts(phases: readonly Series[], readyAt: readonly Series[], range: TimeSpan): ColdStart[] {
  const durations = indexPhases(phases);
  const starts = new Map<string, ColdStart>();
  for (const series of readyAt) {
    const identity = instanceOf(series.labels);
    const key = instanceKey(identity);
    const samples = durations.get(key);
    if (samples === undefined) {
      continue;
    }
    for (let i = 0; i < series.times.length; i++) {
      const readyAtMs = Math.round(Number(series.values[i] ?? NaN) * 1000);
      if (!(readyAtMs >= range.fromMs && readyAtMs <= range.toMs)) {
        continue;
      }
      const startKey = `${key}${readyAtMs}`;
      const start = starts.has(startKey) ? undefined : startAt(identity, readyAtMs, samples, series.times[i]);
      if (start !== undefined) {
        starts.set(startKey, start);
      }
    }
  }
  return [...starts.values()].sort((a, b) => a.readyAtMs - b.readyAtMs);
}

function indexPhases(phases: readonly Series[]): Map<string, PhaseSamples> {
  const byInstance = new Map<string, PhaseSamples>();
  for (const { labels, times, values } of phases) {
    const byPhase = getOrAdd(byInstance, instanceKey(instanceOf(labels)), (): PhaseSamples => new Map());
    const byTime = getOrAdd(byPhase, labels.phase ?? 'total', () => new Map<number, number>());
    for (let i = 0; i < times.length; i++) {
      const seconds = values[i];
      if (seconds !== null && seconds !== undefined && Number.isFinite(seconds) && seconds >= 0) {
        byTime.set(times[i], seconds);
      }
    }
  }
  return byInstance;
}

function startAt(
  { workload, instance }: InstanceIdentity,
  readyAtMs: number,
  samples: PhaseSamples,
  sampledAtMs: number
): ColdStart | undefined {
  const bootSeconds = samples.get('boot')?.get(sampledAtMs);
  const loadSeconds = samples.get('load')?.get(sampledAtMs);
  const sum = bootSeconds !== undefined && loadSeconds !== undefined ? bootSeconds + loadSeconds : undefined;
  const totalSeconds = samples.get('total')?.get(sampledAtMs) ?? sum;
  return totalSeconds === undefined
    ? undefined
    : { workload, instance, readyAtMs, bootSeconds, loadSeconds, totalSeconds };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
