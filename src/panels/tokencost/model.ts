import {
  breakDownCost,
  budgetForSpan,
  monthOutlook,
  totalsByGroup,
  type CostBreakdown,
  type GroupName,
  type MonthOutlook,
} from '../../elasticity/cost';
import { endOfData, type TimeSpan } from '../../elasticity/samples';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { TOKEN_KINDS, type TokenKind } from '../../vocabulary';
import type { Dimension } from './options';
import { REF } from './queries';

/** Everything that the panel shows, as numbers. */
export interface TokenCost {
  readonly range: TimeSpan;
  readonly breakdown: CostBreakdown;
  readonly month: MonthOutlook | undefined;
  /** The part of the monthly budgets that falls to the range; `undefined` without a budget. */
  readonly rangeBudgetUsd: number | undefined;
  /** Tokens of the range by kind; kinds that did not occur are left out. */
  readonly tokens: ReadonlyMap<TokenKind, number>;
  readonly unpriced: UnpricedTokens | undefined;
  /** When the data ended that should have gone on. */
  readonly endedAtMs: number | undefined;
}

/** Tokens of the range that no price is known for. */
export interface UnpricedTokens {
  readonly tokens: number;
  /** By tokens, the most first. */
  readonly models: readonly string[];
}

const COST_REF: Record<Dimension, string> = { model: REF.byModel, team: REF.byTeam, flow: REF.byFlow };

/**
 * Reads the panel's inputs; what Prometheus did not answer is empty or `undefined`, never 0. Nothing comes of inputs without
 * any cost, token or month.
 * @param untilMs until when the answers can know anything
 */
export function readTokenCost(
  series: SeriesByRefId,
  range: TimeSpan,
  { breakdown: dimension, maxGroups }: { readonly breakdown: Dimension; readonly maxGroups: number },
  untilMs: number = range.toMs
): TokenCost | undefined {
  const input = (refId: string): readonly PrometheusSeries[] => series.get(refId) ?? [];
  const costs = input(COST_REF[dimension]);
  const month = monthOutlook({
    monthToDate: input(REF.monthToDate),
    forecast: input(REF.monthForecast),
    budget: input(REF.budget),
  });
  const breakdown = breakDownCost(costs, groupNames(dimension, costs), range, maxGroups);
  const tokens = tokensByKind(input(REF.tokens), range);
  if (breakdown.timesMs.length === 0 && tokens.size === 0 && month === undefined) {
    return undefined;
  }
  return {
    range,
    breakdown,
    month,
    rangeBudgetUsd: month?.budget && budgetForSpan(month.budget.budgetUsd, range),
    tokens,
    unpriced: unpricedTokens(input(REF.unpriced), range),
    endedAtMs: endOfData(input(REF.monthToDate), untilMs),
  };
}

function groupNames(dimension: Dimension, series: readonly PrometheusSeries[]): GroupName {
  return dimension === 'model' ? modelNames(series) : (labels) => labels[dimension] || `no ${dimension}`;
}

/** Names models as their providers do; with the provider in front where two providers offer a model of that name. */
function modelNames(series: readonly PrometheusSeries[]): GroupName {
  const providers = new Map<string, Set<string>>();
  for (const { labels } of series) {
    const { model = '', provider = '' } = labels;
    providers.set(model, (providers.get(model) ?? new Set()).add(provider));
  }
  return ({ model = '', provider = '' }) => {
    const name = model || 'no model';
    return (providers.get(model)?.size ?? 0) > 1 ? `${provider}/${name}` : name;
  };
}

function tokensByKind(series: readonly PrometheusSeries[], range: TimeSpan): ReadonlyMap<TokenKind, number> {
  const totals = totalsByGroup(series, ({ kind = '' }) => kind, range);
  return new Map(
    TOKEN_KINDS.flatMap((kind): Array<[TokenKind, number]> => {
      const tokens = totals.get(kind) ?? 0;
      return tokens > 0 ? [[kind, tokens]] : [];
    })
  );
}

function unpricedTokens(series: readonly PrometheusSeries[], range: TimeSpan): UnpricedTokens | undefined {
  const totals = [...totalsByGroup(series, modelNames(series), range)].filter(([, tokens]) => tokens > 0);
  if (totals.length === 0) {
    return undefined;
  }
  return {
    tokens: totals.reduce((sum, [, tokens]) => sum + tokens, 0),
    models: totals.sort(([, a], [, b]) => b - a).map(([name]) => name),
  };
}
