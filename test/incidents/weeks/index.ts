import { SYSTEMS, type Incident, type System } from '../incident';
import type { Time } from '../time';
import { ordinaryLife } from './life';

/** A part of a system's ordinary week. */
interface Hours {
  readonly name: string;
  readonly system: System;
  readonly story: string;
  readonly from: Time;
  readonly to: Time;
  readonly duration: Time;
}

function quiet({ name, system, story, from, to, duration }: Hours): Incident {
  return {
    name: `${system}-${name}`,
    system,
    story,
    duration,
    series: () => ordinaryLife(system, from, to),
    fires: [],
  };
}

const MORNING =
  'Load rises with the day, a node is drained, a release rolls out; Prometheus, kube-state-metrics and an exporter restart, and a scrape is missed.';

/** Hours that every entry of the calendar falls into, short enough for every run of the tests. */
export const HOURS: readonly Hours[] = [
  ...SYSTEMS.map(
    (system): Hours => ({ name: 'morning', system, story: MORNING, from: '1d5h', to: '1d8h', duration: '3h' })
  ),
  {
    name: 'clocks-change',
    system: 'langflow',
    story: 'At night the clocks go forward, and the load comes an hour earlier.',
    from: '3d0h',
    to: '3d2h',
    duration: '2h',
  },
  {
    name: 'bedtime',
    system: 'kotaemon-zero',
    story: 'Load ebbs away, and the last replica goes.',
    from: '1d0h',
    to: '1d2h',
    duration: '2h',
  },
];

export const EXCERPTS: readonly Incident[] = HOURS.map(quiet);

/**
 * The whole week of each system, but for its last two hours: promtool gives up where a query reads 10,000 samples, and the
 * forecast of the month reads the minutes of seven days.
 */
export const WEEKS: readonly Incident[] = SYSTEMS.map((system) =>
  quiet({
    name: 'week',
    system,
    story:
      'Tides, releases, drained nodes, restarts of everything that watches, missed scrapes, the change to summer time.',
    from: '0d',
    to: '6d22h',
    duration: '6d22h',
  })
);
