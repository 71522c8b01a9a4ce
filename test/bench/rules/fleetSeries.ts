import type { Labels, TimedSeries } from '../../../demo/model/series';

/** One series of the fleet, and what it is worth at a time in seconds since the epoch. */
export interface FleetSeries {
  readonly labels: Labels;
  readonly valueAt: (seconds: number) => number;
}

/** Those that are exposed at a time, as Prometheus keeps them. */
export function exposedNow(now: number, all: readonly TimedSeries[]): FleetSeries[] {
  return all
    .filter(({ at }) => at(now) !== undefined)
    .map(({ name, labels, at }) => ({
      labels: { ...labels, __name__: name },
      valueAt: (seconds) => at(seconds) ?? NaN,
    }));
}

/** A workload and where it runs. */
export interface Member {
  readonly cluster: string;
  readonly namespace: string;
  readonly workload: string;
  /** Counts the workloads from 0, and spreads over them what not all of them do. */
  readonly nth: number;
  readonly pods: readonly string[];
}

/** How large a fleet is. */
export interface FleetSize {
  readonly workloads: number;
  /** Every so many workloads one whose pods carry a sidecar; 1 is all of them. */
  readonly sidecarEvery: number;
}

export const PODS_PER_WORKLOAD = 5;
const WORKLOADS_PER_NAMESPACE = 20;

/** Every so many workloads one whose load has its tide now: the wanted replicas move. */
const MOVING_EVERY = 10;
const TIDE_SECONDS = 1200;

/** Every so many workloads one in which something is wrong: requests fail, starts are waited for, alerts fire. */
const TROUBLED_EVERY = 20;

/** Every so many workloads one that elects a leader. */
const ELECTED_EVERY = 10;

export const isElected = ({ nth }: Member): boolean => nth % ELECTED_EVERY === 0;

export const isTroubled = ({ nth }: Member): boolean => nth % TROUBLED_EVERY === 0;

/** Replicas that the autoscaler of a workload wants. */
export function replicasWanted({ nth }: Member, seconds: number): number {
  const isMoving = nth % MOVING_EVERY === 0;
  return isMoving
    ? PODS_PER_WORKLOAD + Math.round(2 * Math.sin((seconds / TIDE_SECONDS) * 2 * Math.PI + nth))
    : PODS_PER_WORKLOAD;
}

/** The workloads of a fleet, one after the other. */
export function* membersOf({ workloads }: FleetSize): Generator<Member> {
  for (let nth = 0; nth < workloads; nth++) {
    const workload = `workload-${nth}`;
    yield {
      cluster: 'main',
      namespace: `team-${Math.floor(nth / WORKLOADS_PER_NAMESPACE)}`,
      workload,
      nth,
      pods: Array.from({ length: PODS_PER_WORKLOAD }, (_, pod) => `${workload}-7d9c5b6f48-x${pod}`),
    };
  }
}

/** Every so many pods one that started a few minutes ago. */
const YOUNG_EVERY = 50;
const YOUNG_SECONDS = 240;
const OLD_SECONDS = 7 * 86_400;

/** When a pod of the workload started, in seconds since the epoch. */
export function startOf({ nth }: Member, pod: number, now: number): number {
  return now - ((nth * PODS_PER_WORKLOAD + pod) % YOUNG_EVERY === 0 ? YOUNG_SECONDS : OLD_SECONDS);
}
