import { formatUsd, type BudgetsOutlook } from '../../elasticity/cost';
import { workloadNames } from '../../elasticity/samples';
import { formatNumber } from '../../viz/format';
import type { TokenKind } from '../../vocabulary';
import type { TokenCost } from './model';

/** `good` and `bad` judge; a figure without a tone only tells. */
export type Tone = 'good' | 'bad';

/** One number of the strip above the chart. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly tone?: Tone;
  /** Part of a whole, 0 to 1 and beyond. */
  readonly ratio?: number;
}

const KIND_NAMES: Record<TokenKind, string> = {
  input: 'in',
  cache_read: 'cached',
  cache_write: 'to cache',
  output: 'out',
};

/** The strip, in the order of the questions: what did it cost, what will it cost, does the budget hold, for how many tokens. */
export function figures(cost: TokenCost): Figure[] {
  const found = [costOfRange(cost), ...monthFigures(cost), tokenFigure(cost)];
  // What was good when the data ended may be bad by now.
  return cost.endedAtMs === undefined
    ? found
    : found.map(({ tone, ...one }) => (tone === 'good' ? one : { ...one, tone }));
}

/** What a reader has to know to trust the numbers. */
export function warnings({ unpriced, month, endedAtMs }: TokenCost, clock: (timeMs: number) => string): string[] {
  const found: string[] = [];
  if (endedAtMs !== undefined) {
    found.push(`Data ended ${clock(endedAtMs)}: what was spent since then is not known. Look at what reports it.`);
  }
  if (unpriced) {
    found.push(
      `${formatNumber(unpriced.tokens, 'short')} tokens of ${listed(unpriced.models)} have no known price and are not in the cost. Add them to the price file of the sidecar.`
    );
  }
  if (month?.budget && month.workloadsWithoutBudget > 0) {
    const one = month.workloadsWithoutBudget === 1;
    found.push(
      `${month.workloadsWithoutBudget} ${one ? 'workload has' : 'workloads have'} no budget: ${one ? 'its' : 'their'} cost is shown, and compared with none.`
    );
  }
  return found;
}

function costOfRange({ breakdown, rangeBudgetUsd }: TokenCost): Figure {
  return {
    label: 'Cost in range',
    value: breakdown.timesMs.length > 0 ? formatUsd(breakdown.totalUsd) : '–',
    note: rangeBudgetUsd === undefined ? 'estimate' : `estimate · budget share ${formatUsd(rangeBudgetUsd)}`,
  };
}

function monthFigures({ month }: TokenCost): Figure[] {
  if (!month) {
    return [{ label: 'This month', value: '–', note: 'not recorded' }];
  }
  const { atMs, spentUsd, forecastUsd, budget } = month;
  return [
    { label: monthName(atMs), value: formatUsd(spentUsd), note: 'so far, UTC' },
    budget
      ? {
          label: budget.workloads > 1 ? `${budget.workloads} budgets` : 'Budget',
          value: formatUsd(budget.budgetUsd),
          note: `${formatNumber(budget.usedRatio, 'percentunit', 0)} used${budget.workloads > 1 ? ' by the worst' : ''}`,
          ratio: budget.usedRatio,
          tone: budget.verdict === 'within' ? 'good' : 'bad',
        }
      : { label: 'Budget', value: 'none', note: 'set budget_usd_per_month' },
    { label: 'Month will end at', value: formatUsd(forecastUsd), ...(budget && verdict(budget)) },
  ];
}

function verdict(budget: BudgetsOutlook): Pick<Figure, 'note' | 'tone'> {
  const [worst, ...others] = budget.over;
  if (worst === undefined) {
    return { tone: 'good', note: budget.workloads > 1 ? 'each within its budget' : 'within budget' };
  }
  const name = workloadNames([worst.workload])(worst.workload);
  const who = budget.workloads > 1 ? `${name}${others.length > 0 ? ` and ${others.length} more` : ''}: ` : '';
  const over = `over by ${formatUsd(worst.overByUsd)}`;
  if (worst.verdict === 'used_up') {
    return { tone: 'bad', note: `${who}budget used up, ${over}` };
  }
  return {
    tone: 'bad',
    note: `${who}${over}${worst.runsOutMs === undefined ? '' : `, runs out ${day(worst.runsOutMs)}`}`,
  };
}

function tokenFigure({ tokens }: TokenCost): Figure {
  const total = [...tokens.values()].reduce((sum, count) => sum + count, 0);
  return {
    label: 'Tokens in range',
    value: tokens.size > 0 ? formatNumber(total, 'short') : '–',
    note: [...tokens].map(([kind, count]) => `${KIND_NAMES[kind]} ${formatNumber(count, 'short')}`).join(' · '),
  };
}

/** At most three names; the strip has no room for more. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

// Budgets are for UTC months, so their days are named in UTC, whatever the time zone of the dashboard.
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function day(timeMs: number): string {
  return DAY.format(timeMs);
}

function monthName(timeMs: number): string {
  return MONTH.format(timeMs);
}
