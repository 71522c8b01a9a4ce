import { KUBE_STATE_SCRAPE_SECONDS } from '../../demo/model/paces';
import { MINUTES, type JudgementCase, type Stretch } from './cases';
import { valueAt } from './shapes';

export const FROM = Date.parse('2026-06-02T12:00:00Z') / 1000;
export const TO = FROM + MINUTES * 60;
export const SCRAPE_SECONDS = KUBE_STATE_SCRAPE_SECONDS;
/** What changes does so a little after a scrape and not with it. */
const AFTER_SCRAPE_SECONDS = 10;

const minuteAt = (seconds: number) => (seconds - FROM - AFTER_SCRAPE_SECONDS) / 60;
const isWithin = (stretch: Stretch | undefined, minute: number) =>
  stretch !== undefined && minute >= stretch.from && minute < stretch.to;

/** What is true of a workload at a time, seconds since the epoch. */
export function truthAt(one: JudgementCase, seconds: number) {
  const minute = minuteAt(seconds);
  const desired = valueAt(one.desired, minute);
  // What was wanted for as long as a start takes is ready.
  const ready = Math.min(
    ...Array.from({ length: one.startMinutes + 1 }, (_, ago) => valueAt(one.desired, minute - ago))
  );
  const isReleasing = isWithin(one.release, minute) && desired > 0;
  return {
    isScraped: !isWithin(one.gap, minute),
    isReleasing,
    desired,
    ready,
    updated: isReleasing ? desired - 1 : desired,
    min: valueAt(one.min, minute),
    max: valueAt(one.max, minute),
    qps: one.load && valueAt(one.load, minute),
    capacity: ready * one.qpsPerReplica,
  };
}

export type Truth = ReturnType<typeof truthAt>;

/** Requests that came within a stretch of time. */
export function requestsBetween({ load = [] }: JudgementCase, from: number, to: number): number {
  return load.reduce((count, [minute, qps], index) => {
    const until = load[index + 1]?.[0] ?? Infinity;
    const overlap = Math.min(minuteAt(to), until) - Math.max(minuteAt(from), minute);
    return count + Math.max(0, overlap) * 60 * qps;
  }, 0);
}
