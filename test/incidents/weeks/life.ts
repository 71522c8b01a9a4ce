import { scenarioLoad } from '../../../demo/fleet/scenarios/tide';
import { afflicted, exporterRestarts, prometheusDown, replaced, scrapesFail, type Fault } from '../blocks/faults';
import { simulate, type Happening } from '../blocks/simulate';
import type { System } from '../incident';
import { SCRAPE_SECONDS, type SourceSeries } from '../series/source';
import { toSeconds, type Time } from '../time';
import { CALENDAR, type Everyday } from './calendar';
import { ORDINARY } from './scenarios';

const HOUR_SECONDS = 3600;

const SEED = 'ordinary';

/** Whoever is deployed is found little by little. */
const FOUND_AFTER_SECONDS = 1200;

interface Event {
  readonly what: Everyday;
  /** Seconds since the life began. */
  readonly at: number;
}

/** What an entry of the calendar does to the system itself. */
const HAPPENINGS: Readonly<Partial<Record<Everyday, Happening['happens']>>> = {
  release: ({ deployment }) => deployment.release(),
  'node drained': ({ deployment }, at) => deployment.ready[0]?.stop(at),
};

/** The targets of kube-state-metrics, one after another. */
const kubeStateMetrics = (turn: number) => ({ instance: turn === 0 ? 'history' : `10.0.1.${turn}:8080` });

/** What an entry does to what is seen of the system; `turn` counts the entries of its kind. */
const FAULTS: Readonly<Partial<Record<Everyday, (at: number, turn: number) => Fault>>> = {
  'Prometheus restarts': (at) => prometheusDown(at, at + 240),
  'scrapes missed': (at) => scrapesFail({}, at, at + SCRAPE_SECONDS),
  'kube-state-metrics restarts': (at, turn) =>
    replaced(kubeStateMetrics(turn), kubeStateMetrics(turn + 1), at, at + 60),
  'exporter restarts': (at) => exporterRestarts(at),
};

/** The entries of the calendar within a part of the week, by the seconds since its beginning. */
export function eventsBetween(from: number, to: number): Event[] {
  return CALENDAR.map(({ at, what }) => ({ what, at: toSeconds(at) - from })).filter(
    ({ at }) => at > 0 && at < to - from
  );
}

function faultsOf(events: readonly Event[]): Fault[] {
  return events.flatMap(({ what, at }, index) => {
    const turn = events.slice(0, index).filter((event) => event.what === what).length;
    return FAULTS[what]?.(at, turn) ?? [];
  });
}

/** What is scraped of a system in a part of the ordinary week, at the beginning of which it is deployed. */
export function ordinaryLife(system: System, from: Time, to: Time): SourceSeries[] {
  const [begin, end] = [toSeconds(from), toSeconds(to)];
  const events = eventsBetween(begin, end);
  const scenario = ORDINARY[system];
  const clockChange = events.find(({ what }) => what === 'clocks go forward')?.at ?? Infinity;
  const tide = (seconds: number) =>
    scenarioLoad(scenario, SEED, begin + seconds + (seconds < clockChange ? 0 : HOUR_SECONDS));
  const series = simulate(scenario, {
    duration: end - begin,
    seed: SEED,
    load: (seconds) => Math.min(1, seconds / FOUND_AFTER_SECONDS) * tide(seconds),
    happenings: events.flatMap(({ what, at }) => {
      const happens = HAPPENINGS[what];
      return happens ? [{ at, happens }] : [];
    }),
  });
  return afflicted(series, ...faultsOf(events));
}
