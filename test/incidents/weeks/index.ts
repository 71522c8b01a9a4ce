import { SYSTEMS, type Incident, type System } from '../incident';
import { durationText, toSeconds, type Time } from '../time';
import { ordinaryLife } from './life';

function ordinary(name: string, system: System, story: string, from: Time, to: Time): Incident {
  return {
    name: `${system}-${name}`,
    system,
    story,
    duration: durationText(toSeconds(to) - toSeconds(from)) as Time,
    series: () => ordinaryLife(system, from, to),
    fires: [],
  };
}

const BUSY_MORNING =
  'Load rises with the day, a node is drained, a release rolls out; Prometheus, kube-state-metrics and an exporter restart, and a scrape is missed.';

/** Hours of the week that every entry of its calendar falls into, short enough for every run of the tests. */
export const EXCERPTS: readonly Incident[] = [
  ...SYSTEMS.map((system) => ordinary('morning', system, BUSY_MORNING, '1d5h', '1d10h')),
  ordinary(
    'clocks-change',
    'langflow',
    'On a night the clocks go forward, and the load comes an hour earlier.',
    '3d0h',
    '3d2h'
  ),
  ordinary('evening', 'kotaemon-zero', 'Load ebbs away, and in the evening the last replica goes.', '1d0h', '1d2h'),
];

/** The whole week of each system. */
export const WEEKS: readonly Incident[] = SYSTEMS.map((system) =>
  ordinary(
    'week',
    system,
    'Tides, releases, drained nodes, restarts of everything that watches, missed scrapes, the change to summer time.',
    '0d',
    '7d'
  )
);
