import { findReversals, reversalsWithin } from '../../src/elasticity/flapping';
import { isShort } from '../../src/elasticity/judgement';
import type { JudgementCase } from './cases';
import { FROM, SCRAPE_SECONDS, TO, truthAt } from './truth';

const HOUR_SECONDS = 3600;

/** What there is to say of a workload at a time. */
export interface Judgement {
  readonly flapping: boolean;
  readonly reversals: number;
  readonly release: boolean;
  readonly capacityShort: boolean;
}

/** When the bounds of the autoscaler were edited, seconds since the epoch. */
export function editsOf({ min, max }: JudgementCase): number[] {
  return [min, max].flatMap((bound) => bound.slice(1).map(([minute]) => FROM + minute * 60));
}

/** When the workload was started from zero. */
function activationsOf({ desired }: JudgementCase): number[] {
  return desired.flatMap(([minute, value], index) =>
    value > 0 && desired[index - 1]?.[1] === 0 ? [FROM + minute * 60] : []
  );
}

/** What the TypeScript says at each scrape of a case, from what had been scraped by then. */
export function judge(one: JudgementCase): ReadonlyMap<number, Judgement> {
  const times = Array.from({ length: (TO - FROM) / SCRAPE_SECONDS + 1 }, (_, index) => FROM + index * SCRAPE_SECONDS);
  const timesMs = times.map((time) => time * 1000);
  const truths = times.map((time) => truthAt(one, time));
  const desired = truths.map((truth) => (truth.isScraped ? truth.desired : null));
  const releasing = new Set(timesMs.filter((_, index) => truths[index]?.isReleasing));
  const reversals = findReversals({ times: timesMs, values: desired }, (timeMs) => releasing.has(timeMs));
  const edits = editsOf(one);
  const activations = activationsOf(one);
  return new Map(
    times.map((time) => {
      const { isScraped, isReleasing, qps, capacity, desired: wanted, ready } = truthAt(one, time);
      const isLastHour = (at: number) => at > time - HOUR_SECONDS && at <= time;
      const lastHour = desired.filter((value, before): value is number => value !== null && isLastHour(times[before]));
      const counted = reversalsWithin(reversals, time * 1000).length;
      const amplitude = Math.max(...lastHour) - Math.min(...lastHour);
      const isExcused = edits.some(isLastHour) || activations.filter(isLastHour).length >= 2;
      return [
        time,
        {
          flapping: counted >= 4 && amplitude >= 2 && !isExcused,
          reversals: counted,
          release: isScraped && isReleasing,
          capacityShort:
            isScraped && wanted > 0 && (qps === undefined ? ready < wanted && !isReleasing : isShort(qps, capacity)),
        },
      ];
    })
  );
}
