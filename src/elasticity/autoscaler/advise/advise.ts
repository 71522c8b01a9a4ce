import {
  maxReplicasOf,
  metricsOf,
  prepare,
  replay,
  type AutoscalerPolicy,
  type MetricSource,
  type PreparedSeries,
  type ReplayInput,
} from '../replay';
import { chooseFrom } from './choose';
import { knobsOf } from './knobs';
import { attainable, DEFAULT_GOALS, excessOf, outcomeOf, type Goals, type Outcome } from './outcome';
import { paretoFront } from './pareto';
import { Search, type Candidate } from './search';

export interface AdviseInput extends Omit<ReplayInput, 'keep' | 'untilSeconds'> {
  /** The most that is accepted; `DEFAULT_GOALS` where left out. */
  readonly goals?: Partial<Goals>;
  /** How many settings are tried, about; default 500. */
  readonly candidates?: number;
}

export interface Advice {
  /** The goals that were asked for, and those that the candidates are held against; see `attainable`. */
  readonly goals: Goals;
  readonly attainableGoals: Goals;
  /** What the maximum all the time would do. */
  readonly atMaximum: Outcome;
  readonly present: Candidate;
  /** The settings to take; the present ones when nothing is clearly better. */
  readonly chosen: Candidate;
  /** What could be had instead: the Pareto front of all that was tried, and the chosen settings. Cheapest first. */
  readonly front: readonly Candidate[];
  readonly tried: number;
}

const DEFAULT_CANDIDATES = 500;

/**
 * Searches windows, policies, targets and minima for settings that neither flap nor under-serve at the lowest cost, by replaying
 * each on the load. Pure and deterministic.
 *
 * @param onProgress is told the share of the work that is done, 0 to 1
 * @throws RangeError when the load, a metric or a setting cannot be (as `replay`), or the autoscaler is paused
 */
export function advise(input: AdviseInput, onProgress: (share: number) => void = () => undefined): Advice {
  const { autoscaler, candidates: most = DEFAULT_CANDIDATES } = input;
  refusePaused(autoscaler);
  const goals = { ...DEFAULT_GOALS, ...input.goals };
  const prepared = preparedOnce(input);
  const judged = (other: AutoscalerPolicy, startReplicas = input.startReplicas) => {
    const { summary } = replay({ ...prepared, autoscaler: other, startReplicas, keep: 'summary' });
    return { summary, outcome: outcomeOf(summary) };
  };
  const { outcome: atMaximum } = judged(alwaysAtMaximum(autoscaler), maxReplicasOf(autoscaler));
  const attainableGoals = attainable(goals, atMaximum);
  const search = new Search(autoscaler, knobsOf(autoscaler), (other) => {
    const { summary, outcome } = judged(other);
    return { summary, outcome, excess: excessOf(outcome, attainableGoals) };
  });
  const present = search.presentSettings();
  search.run(most, (count) => onProgress(Math.min(1, count / most)));
  let chosen = chooseFrom(search.candidates, present);
  while (search.tryWithoutEach(chosen)) {
    chosen = chooseFrom(search.candidates, present);
  }
  return {
    goals,
    attainableGoals,
    atMaximum,
    present,
    chosen,
    front: frontWith(chosen, search.candidates),
    tried: search.candidates.length,
  };
}

function alwaysAtMaximum({ kind, policy }: AutoscalerPolicy): AutoscalerPolicy {
  return kind === 'hpa'
    ? { kind, policy: { ...policy, minReplicas: policy.maxReplicas } }
    : { kind, policy: { ...policy, minReplicaCount: policy.maxReplicaCount, idleReplicaCount: undefined } };
}

/** The series are checked once for all replays. */
function preparedOnce(input: AdviseInput): AdviseInput {
  const names = metricsOf(input.autoscaler).map(({ name }) => name);
  const metrics = input.metrics?.map(
    (source, i): MetricSource<PreparedSeries> =>
      source.from === 'series' ? { from: 'series', series: prepare(source.series, `Metric ${names[i]}`) } : source
  );
  return { ...input, load: prepare(input.load, 'Load'), metrics };
}

function frontWith(chosen: Candidate, candidates: readonly Candidate[]): readonly Candidate[] {
  const front = paretoFront(candidates);
  return front.includes(chosen)
    ? front
    : [...front, chosen].sort((a, b) => a.outcome.replicaHours - b.outcome.replicaHours);
}

function refusePaused({ kind, policy }: AutoscalerPolicy): void {
  if (kind === 'keda' && (policy.paused === true || policy.pausedReplicas !== undefined)) {
    throw new RangeError('Policy: the ScaledObject is paused; remove the annotation to get advice on its settings.');
  }
}
