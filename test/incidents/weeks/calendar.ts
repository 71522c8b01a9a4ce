import type { Time } from '../time';

/** What happens on ordinary days. */
export type Everyday =
  | 'release'
  | 'node drained'
  | 'clocks go forward'
  | 'Prometheus restarts'
  | 'scrapes missed'
  | 'kube-state-metrics restarts'
  | 'exporter restarts';

export interface Entry {
  /** Since the beginning of the week, a Thursday 00:00 UTC. */
  readonly at: Time;
  readonly what: Everyday;
}

/** An ordinary week. Friday morning has almost everything, so that some hours of it are a test of all. */
export const CALENDAR: readonly Entry[] = [
  { at: '10h', what: 'release' },
  { at: '20h', what: 'Prometheus restarts' },
  { at: '1d6h', what: 'Prometheus restarts' },
  { at: '1d6h20m', what: 'scrapes missed' },
  { at: '1d6h40m', what: 'node drained' },
  { at: '1d7h', what: 'kube-state-metrics restarts' },
  { at: '1d7h15m', what: 'release' },
  { at: '1d7h40m', what: 'exporter restarts' },
  { at: '3d1h', what: 'clocks go forward' },
  { at: '4d9h', what: 'release' },
  { at: '4d11h', what: 'node drained' },
  { at: '4d12h', what: 'node drained' },
  { at: '5d2h', what: 'kube-state-metrics restarts' },
  { at: '5d14h', what: 'release' },
  { at: '5d14h30m', what: 'exporter restarts' },
  { at: '6d3h', what: 'Prometheus restarts' },
  { at: '6d15h', what: 'scrapes missed' },
];
