import type { Labels, SourceSeries } from './series/source';
import type { Time } from './time';

/** The five systems of DESIGN.md, by the names of the demo's scenarios. */
export const SYSTEMS = ['langflow', 'kotaemon', 'kotaemon-zero', 'langflow-ha', 'chatchat'] as const;
export type System = (typeof SYSTEMS)[number];

/** Fires whatever happens, and is no part of any story. */
export const WATCHDOG = 'WatchdogElastiscope';

/** An alert that must fire. */
export interface Expectation {
  readonly alert: string;
  /** What tells it from other alerts of its name; the workload is the system's where nothing else is said. */
  readonly labels?: Labels;
  /** At the latest so long after the trouble began. */
  readonly within: Time;
}

/** Something that happens to a system, what its sources say meanwhile, and who has to be told. */
export interface Incident {
  /** Unique; also the name of its file, and what `npm run incidents -- NAME` selects. */
  readonly name: string;
  readonly system: System;
  /** One or two sentences in which an on-call engineer recognises it. */
  readonly story: string;
  readonly duration: Time;
  /** When the trouble begins: nothing may fire before. From the first moment when left out. */
  readonly begins?: Time;
  /**
   * promtool evaluates every group at this one interval. `1m`, the default, is what exact increments need; `15s` is for
   * failovers, which are over sooner, and must not judge counts.
   */
  readonly evaluation?: Time;
  /** What is scraped, every 15 s. Series of sources only: what rules record is theirs to record. */
  readonly series: () => readonly SourceSeries[];
  /** What must fire. Empty: nothing may. */
  readonly fires: readonly Expectation[];
  /** Alerts that the trouble may bring with it and that nobody is judged by. */
  readonly mayFire?: readonly string[];
  /** The alerts that this story tempts to fire wrongly. Whatever is not named above must stay silent in any case. */
  readonly silent?: readonly string[];
}
