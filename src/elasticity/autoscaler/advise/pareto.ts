import type { Candidate } from './search';

/** Differences below these say nothing: a hundredth of the cost, and of the others about a fifth, or of these amounts. */
const UNITS = { shortShare: 0.001, meanWaitSeconds: 0.1, reversalsPerDay: 0.5 } as const;

/** What is weighed against each other, less is better of each, in steps that are worth a difference. */
function weighed({ outcome, excess }: Candidate): readonly number[] {
  const steps = (amount: number, unit: number) => Math.round(5 * Math.log1p(amount / unit));
  return [
    Math.round(100 * Math.log(Math.max(outcome.replicaHours, 1e-6))),
    steps(outcome.shortShare, UNITS.shortShare),
    steps(outcome.meanWaitSeconds, UNITS.meanWaitSeconds),
    steps(outcome.reversalsPerDay, UNITS.reversalsPerDay),
    excess === 0 ? 0 : 1,
  ];
}

/**
 * The Pareto front: the candidates that no other one outdoes, which are better in something and worse in nothing. Of candidates
 * that are about the same, the one that changes least, or else costs least. Cheapest first.
 */
export function paretoFront(candidates: readonly Candidate[]): readonly Candidate[] {
  const ordered = [...candidates].sort(
    (a, b) => a.changes.length - b.changes.length || a.outcome.replicaHours - b.outcome.replicaHours
  );
  const representatives = new Map<string, { readonly candidate: Candidate; readonly amounts: readonly number[] }>();
  for (const candidate of ordered) {
    const amounts = weighed(candidate);
    const key = amounts.join();
    if (!representatives.has(key)) {
      representatives.set(key, { candidate, amounts });
    }
  }
  const all = [...representatives.values()];
  return all
    .filter(({ amounts }) => !all.some((other) => other.amounts !== amounts && outdoes(other.amounts, amounts)))
    .map(({ candidate }) => candidate)
    .sort((a, b) => a.outcome.replicaHours - b.outcome.replicaHours);
}

function outdoes(one: readonly number[], other: readonly number[]): boolean {
  return one.every((amount, i) => amount <= other[i]);
}
