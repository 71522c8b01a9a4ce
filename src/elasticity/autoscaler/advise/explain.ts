import { maxReplicasOf } from '../replay';
import type { Advice } from './advise';
import { LEAST_SAVING } from './choose';
import type { Goals, Outcome } from './outcome';
import type { Candidate } from './search';

const DAY_SECONDS = 86_400;

/** What became of a goal, for people: the amount and the most that is accepted. */
const GOALS: ReadonlyArray<readonly [keyof Goals, (amount: number) => string]> = [
  ['reversalsPerDay', (amount) => `${digits(amount)} reversals a day`],
  ['reversalsPerHour', (amount) => `${digits(amount)} reversals in an hour`],
  ['shortShare', (amount) => `${percent(amount)} of the requests short of capacity`],
  ['meanWaitSeconds', (amount) => `a mean wait of ${digits(amount)} s`],
];

/** Why these settings were chosen, or why the present ones stay, in a few sentences. */
export function explainAdvice(advice: Advice): readonly string[] {
  const why = advice.chosen === advice.present ? whyKeep(advice) : whyChange(advice);
  return [...aboutMaximum(advice), ...why, ...aboutLength(advice)];
}

/** The goals that an outcome misses: `24.6 reversals a day (at most 48)`. */
export function missedGoals(outcome: Outcome, goals: Goals): readonly string[] {
  return GOALS.filter(([goal]) => outcome[goal] > goals[goal]).map(
    ([goal, say]) =>
      `${say(outcome[goal])} (at most ${goal === 'shortShare' ? percent(goals[goal]) : digits(goals[goal])})`
  );
}

/** What settings do to each thing that matters, against the present ones: `replica-hours: 175.1 → 219.0 (+25.1 %)`. */
export function compareOutcomes({ outcome: is, summary }: Candidate, { outcome: was, summary: before }: Candidate) {
  const usd =
    summary.costUsd === undefined || before.costUsd === undefined
      ? ''
      : `, ${signed(summary.costUsd - before.costUsd, 2)} USD`;
  return [
    `replica-hours: ${was.replicaHours.toFixed(1)} → ${is.replicaHours.toFixed(1)} (${costDifference(is, was)}${usd})`,
    `reversals a day: ${digits(was.reversalsPerDay)} → ${digits(is.reversalsPerDay)}, in the worst hour: ${was.reversalsPerHour} → ${is.reversalsPerHour}`,
    `requests short of capacity: ${percent(was.shortShare)} → ${percent(is.shortShare)}`,
    `mean wait: ${digits(was.meanWaitSeconds)} s → ${digits(is.meanWaitSeconds)} s`,
  ];
}

function whyKeep({ present, attainableGoals: goals, tried }: Advice): readonly string[] {
  if (present.excess === 0) {
    return [
      `The present settings meet the goals, and none of the ${tried} that were tried does so for ${percent(LEAST_SAVING)} less. Nothing changes.`,
    ];
  }
  return [
    `The present settings miss the goals: ${list(missedGoals(present.outcome, goals))}.`,
    `None of the ${tried} that were tried comes clearly closer. Nothing changes.`,
  ];
}

function whyChange({ present, chosen, attainableGoals: goals, tried }: Advice): readonly string[] {
  const cost = costText(chosen.outcome, present.outcome);
  if (present.excess === 0) {
    return [`The present settings meet the goals; these do so, too, and that ${cost}.`];
  }
  const missed = `The present settings miss the goals: ${list(missedGoals(present.outcome, goals))}.`;
  return chosen.excess === 0
    ? [missed, `These meet them at the lowest cost of the ${tried} that were tried; that ${cost}.`]
    : [
        missed,
        `None of the ${tried} that were tried meets all. These come closest; that ${cost}.`,
        `Still missed: ${list(missedGoals(chosen.outcome, goals))}.`,
      ];
}

function aboutMaximum({ atMaximum, goals, present: { autoscaler } }: Advice): readonly string[] {
  const missed = missedGoals({ ...atMaximum, reversalsPerDay: 0, reversalsPerHour: 0 }, goals);
  return missed.length === 0
    ? []
    : [
        `Even the maximum of ${maxReplicasOf(autoscaler)} all the time would leave ${list(missed)}: only a higher maximum or replicas that carry more help there. What comes within a tenth of that counts as good.`,
      ];
}

function aboutLength({ present: { summary } }: Advice): readonly string[] {
  return summary.seconds < DAY_SECONDS
    ? ['The load covers less than a day; what settings do in a week, with its tides, may be something else.']
    : [];
}

function costText({ replicaHours: is }: Outcome, { replicaHours: was }: Outcome): string {
  const share = was > 0 ? Math.abs(is - was) / was : 0;
  return is < was ? `saves ${percent(share)} of the replica-hours` : `costs ${percent(share)} more replica-hours`;
}

function costDifference({ replicaHours: is }: Outcome, { replicaHours: was }: Outcome): string {
  return was > 0 ? `${signed((100 * (is - was)) / was, 1)} %` : signed(is, 1);
}

function signed(amount: number, decimals: number): string {
  const text = amount.toFixed(decimals);
  return amount < 0 ? text.replace('-', '−') : `+${text}`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

function percent(share: number): string {
  return `${digits(100 * share)} %`;
}

/** A number as one would say it: two decimals of small ones, none of large ones. */
function digits(amount: number): string {
  return String(Number(amount.toFixed(amount < 10 ? 2 : amount < 100 ? 1 : 0)));
}
