import type { ReplaySummary } from '../replay';

/** What settings are judged by; less is better of each. */
export interface Outcome {
  readonly replicaHours: number;
  /** Share of the requests that came while capacity was short, 0 to 1. */
  readonly shortShare: number;
  /** Mean of what a request waited in the queue, seconds. */
  readonly meanWaitSeconds: number;
  readonly reversalsPerDay: number;
  /** Most reversals within an hour. */
  readonly reversalsPerHour: number;
}

/** The most that is accepted of each but the cost. */
export type Goals = Omit<Outcome, 'replicaHours'>;

/** Two reversals an hour, and in the worst hour one less than the alert `ElastiscopeFlapping` fires at. */
export const DEFAULT_GOALS: Goals = {
  shortShare: 0.01,
  meanWaitSeconds: 1,
  reversalsPerDay: 48,
  reversalsPerHour: 3,
};

const DAY_SECONDS = 86_400;

export function outcomeOf(summary: ReplaySummary): Outcome {
  const { seconds, requests, replicaHours } = summary;
  const perRequest = (amount: number) => (requests > 0 ? amount / requests : 0);
  return {
    replicaHours,
    shortShare: perRequest(summary.shortRequests),
    meanWaitSeconds: perRequest(summary.waitedRequestSeconds),
    reversalsPerDay: seconds > 0 ? (summary.reversals * DAY_SECONDS) / seconds : 0,
    reversalsPerHour: summary.worstReversalsPerHour,
  };
}

/** By how much the goals are missed, each in parts of itself; 0 when all are met. */
export function excessOf(outcome: Outcome, goals: Goals): number {
  const excess = (is: number, most: number) => Math.max(0, is - most) / (most || 1);
  return (
    excess(outcome.shortShare, goals.shortShare) +
    excess(outcome.meanWaitSeconds, goals.meanWaitSeconds) +
    excess(outcome.reversalsPerDay, goals.reversalsPerDay) +
    excess(outcome.reversalsPerHour, goals.reversalsPerHour)
  );
}

/** What is as close to what the maximum itself would do counts as met. */
const WITHIN = 1.1;

/**
 * The goals as far as they can be met: what not even the maximum all the time would avoid is not asked for.
 *
 * @param atMaximum what comes of the maximum all the time
 */
export function attainable(goals: Goals, atMaximum: Outcome): Goals {
  return {
    ...goals,
    shortShare: Math.max(goals.shortShare, atMaximum.shortShare * WITHIN),
    meanWaitSeconds: Math.max(goals.meanWaitSeconds, atMaximum.meanWaitSeconds * WITHIN),
  };
}
