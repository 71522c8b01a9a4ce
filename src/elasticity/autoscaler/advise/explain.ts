import type { Advice } from './advise';
import { LEAST_SAVING } from './choose';
import type { Goals, Outcome } from './outcome';
import type { Candidate } from './search';

/** What became of a goal, for people: the amount and the most that is accepted. */
const GOALS: ReadonlyArray<readonly [keyof Goals, (amount: number) => string]> = [
  ['reversalsPerDay', (amount) => `${digits(amount)} reversals a day`],
  ['reversalsPerHour', (amount) => `${digits(amount)} reversals in an hour`],
  ['shortShare', (amount) => `${percent(amount)} of the requests short of capacity`],
  ['meanWaitSeconds', (amount) => `a mean wait of ${digits(amount)} s`],
];

/** Why these settings were chosen, or why the present ones stay, in a few sentences. */
export function explainAdvice(advice: Advice): string {
  const { present, chosen } = advice;
  return [...(chosen === present ? whyKeep(advice) : whyChange(advice)), ...aboutMaximum(chosen)].join(' ');
}

/** The goals that an outcome misses: `24.6 reversals a day (at most 6)`. */
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

function whyKeep({ present, goals, tried }: Advice): readonly string[] {
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

function whyChange({ present, chosen, goals, tried }: Advice): readonly string[] {
  const cost = `costs ${costDifference(chosen.outcome, present.outcome)} replica-hours`;
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

function aboutMaximum({ summary, autoscaler: { kind, policy } }: Candidate): readonly string[] {
  const { shortSeconds, shortSecondsAtMax } = summary;
  const maximum = kind === 'hpa' ? policy.maxReplicas : policy.maxReplicaCount;
  return shortSeconds > 0 && shortSecondsAtMax * 2 > shortSeconds
    ? [
        `For ${percent(shortSecondsAtMax / shortSeconds)} of the time short of capacity the maximum of ${maximum} was reached: there only a higher maximum helps, or replicas that carry more.`,
      ]
    : [];
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
  return String(Number(amount.toFixed(amount < 1 ? 2 : amount < 100 ? 1 : 0)));
}
