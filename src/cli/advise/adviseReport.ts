import {
  compareCandidates,
  compareOutcomes,
  describeChange,
  explainAdvice,
  metricsOf,
  type Advice,
  type Candidate,
  type ReplayError,
} from '../../elasticity/autoscaler';
import type { ReplayCase } from '../replay/readCase';
import { alignedLines, errorRows, sourceRows, type Row } from '../replay/rows';
import { duration, percent } from '../replay/words';

/** What a report is about. */
export interface Advised {
  readonly read: ReplayCase;
  /** How far the replay of the present settings is from what happened; `undefined` where that is not known. */
  readonly error: ReplayError | undefined;
  readonly advice: Advice;
  /** The difference that the advice makes in the manifest; empty when none. */
  readonly diff: string;
}

const MOST_ROWS = 10;

/** An advice as text, for people: what it stands on, what to change and why, what else could be had. */
export function adviseReport({ read, error, advice, diff }: Advised): string {
  const { recording, input } = read;
  const { present, chosen, tried } = advice;
  const basis: readonly Row[] = [
    ...errorRows(error),
    ...sourceRows(recording, input.plant, metricsOf(input.autoscaler)),
    ['replayed', `${duration(present.summary.seconds)} with ${tried} settings`],
  ];
  const changes = chosen.changes.map((change) => describeChange(change, present.autoscaler));
  const effects = chosen === present ? [] : compareOutcomes(chosen, present);
  const blocks = [
    alignedLines(basis),
    explainAdvice(advice),
    titled('what changes', changes),
    titled('what comes of it', effects),
    titled(`what could be had (> chosen, = present; the best ${MOST_ROWS} of ${advice.front.length})`, table(advice)),
    diff.trimEnd().split('\n'),
  ];
  const filled = blocks.filter((lines) => lines.join('') !== '');
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** The settings that come closest to the goals, cheapest first, with the present ones to compare. */
function table({ front, present, chosen }: Advice): readonly string[] {
  const closest = [...front].sort(compareCandidates).slice(0, MOST_ROWS);
  const shown = [...new Set([...closest, present, chosen])].sort(
    (a, b) => a.outcome.replicaHours - b.outcome.replicaHours
  );
  const mark = (candidate: Candidate) => (candidate === chosen ? '>' : candidate === present ? '=' : ' ');
  if (shown.length === 1) {
    return [];
  }
  const rows = shown.map((candidate) => [mark(candidate), ...cells(candidate), changesText(candidate, present)]);
  const heading = [' ', 'replica-hours', 'USD', 'short', 'mean wait', 'reversals a day', 'changes'];
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const hasPrices = rows.some(([, , usd]) => usd !== '');
  return all.map((row) =>
    row
      .map((cell, column) => (column < row.length - 1 ? cell.padStart(widths[column]) : cell))
      .filter((_, column) => hasPrices || column !== heading.indexOf('USD'))
      .join('  ')
  );
}

function cells({ outcome, summary: { costUsd } }: Candidate): readonly string[] {
  return [
    outcome.replicaHours.toFixed(1),
    costUsd?.toFixed(2) ?? '',
    percent(outcome.shortShare),
    `${outcome.meanWaitSeconds.toFixed(1)} s`,
    outcome.reversalsPerDay.toFixed(1),
  ];
}

function changesText({ changes }: Candidate, { autoscaler }: Candidate): string {
  return changes.length === 0 ? 'none' : changes.map((change) => describeChange(change, autoscaler)).join('; ');
}
