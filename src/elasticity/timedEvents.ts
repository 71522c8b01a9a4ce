import { instanceKey, instanceOf, isKnown, type InstanceIdentity, type Series, type TimeSpan } from './samples';

/** Something that happened to an instance and took time, as recorded by a timestamp beside durations by phase. */
export interface TimedEvent extends InstanceIdentity {
  /** When it was over, milliseconds since the epoch. */
  readonly endedAtMs: number;
  /** Durations by phase, seconds; only those known. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly totalSeconds: number;
  /** Labels of the series that carries the timestamp. */
  readonly labels: Series['labels'];
}

/** Durations of one instance by the time of their sample and by phase. */
type Samples = Map<number, Map<string, number>>;

/**
 * The distinct events that ended within `range`, oldest first. An event is one pair of instance and timestamp, however
 * many samples report it (recorded series repeat it for ten minutes). Its durations are those of the last sample that has
 * any, because the first ones may be preliminary: a failover is measured by the new leader at once, and by the old one's
 * loss as soon as that is known. An event whose total is known neither by itself nor as the sum of `parts` has no length
 * and is left out.
 */
export function readTimedEvents(
  durations: readonly Series[],
  endedAt: readonly Series[],
  parts: readonly string[],
  range: TimeSpan
): TimedEvent[] {
  const samples = indexDurations(durations);
  const events = new Map<string, { readonly sampledAtMs: number; readonly event: TimedEvent }>();
  for (const { labels, times, values } of endedAt) {
    const identity = instanceOf(labels);
    const key = instanceKey(identity);
    for (let i = 0; i < times.length; i++) {
      const endedAtMs = Math.round(Number(values[i] ?? NaN) * 1000);
      const eventKey = `${key}${endedAtMs}`;
      const sampledAtMs = times[i];
      const later = sampledAtMs > (events.get(eventKey)?.sampledAtMs ?? -Infinity);
      const seconds = samples.get(key)?.get(sampledAtMs);
      const totalSeconds = seconds && totalOf(seconds, parts);
      const within = endedAtMs >= range.fromMs && endedAtMs <= range.toMs;
      if (within && later && seconds !== undefined && totalSeconds !== undefined) {
        events.set(eventKey, { sampledAtMs, event: { ...identity, endedAtMs, seconds, totalSeconds, labels } });
      }
    }
  }
  return [...events.values()].map(({ event }) => event).sort((a, b) => a.endedAtMs - b.endedAtMs);
}

function indexDurations(durations: readonly Series[]): Map<string, Samples> {
  const byInstance = new Map<string, Samples>();
  for (const { labels, times, values } of durations) {
    const byTime = getOrAdd(byInstance, instanceKey(instanceOf(labels)), (): Samples => new Map());
    for (let i = 0; i < times.length; i++) {
      const seconds = values[i];
      if (isKnown(seconds) && seconds >= 0) {
        getOrAdd(byTime, times[i], () => new Map<string, number>()).set(labels.phase ?? 'total', seconds);
      }
    }
  }
  return byInstance;
}

function totalOf(seconds: ReadonlyMap<string, number>, parts: readonly string[]): number | undefined {
  const sum = parts.reduce((total, part) => total + (seconds.get(part) ?? NaN), 0);
  return seconds.get('total') ?? (Number.isNaN(sum) ? undefined : sum);
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
