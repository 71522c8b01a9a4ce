import { compareCandidates, type Candidate } from './search';

/** Settings that change less may cost this much more. */
const WORTH_SIMPLICITY = 1.01;
/** Good settings are only changed when that saves at least this share of the cost. */
export const LEAST_SAVING = 0.03;
/** Settings that miss the goals are only changed for others that miss them when these miss them by this much less. */
const LEAST_IMPROVEMENT = 0.1;

/**
 * The settings to take: of those that meet the goals the cheapest, or one that costs hardly more and changes less; when none
 * does, those that come closest. The present ones stay unless others are clearly better.
 */
export function chooseFrom(candidates: readonly Candidate[], present: Candidate): Candidate {
  const [best = present] = [...candidates].sort(compareCandidates);
  const isGood = best.excess === 0;
  const alike = candidates.filter(
    ({ outcome, excess }) =>
      excess === best.excess && outcome.replicaHours <= best.outcome.replicaHours * WORTH_SIMPLICITY
  );
  const chosen = alike.reduce((one, other) => (other.changes.length < one.changes.length ? other : one), best);
  const isWorthIt =
    isGood && present.excess === 0
      ? chosen.outcome.replicaHours <= present.outcome.replicaHours * (1 - LEAST_SAVING)
      : chosen.excess <= present.excess * (1 - LEAST_IMPROVEMENT);
  return isWorthIt ? chosen : present;
}
