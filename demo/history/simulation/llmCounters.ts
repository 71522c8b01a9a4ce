import { SIDECAR, TOKEN_KINDS, type TokenKind } from '../../../src/vocabulary';
import type { Question } from '../../fleet/scenarios/usage';
import type { Exchange } from './exchange';
import { PROVIDER, type Headroom } from './provider';
import type { Cell, Target } from './target';
import type { Totals } from './totals';

type ByKind = Readonly<Record<TokenKind, Cell>>;

/** Series of one flow asked by one team. */
interface Account {
  readonly answered: Cell;
  readonly refused: Cell;
  readonly brokenOff: Cell;
  readonly tokens: ByKind;
  readonly costUsd: ByKind;
}

/** Series of one model. */
interface ModelCells {
  readonly rateLimited: Cell;
  readonly priceAge: Cell;
  /** When the price in use was checked against its source. */
  priceCheckedAt: number | undefined;
  readonly unpriced: Cell;
  readonly usageMissing: Cell;
  readonly limits: ReadonlyArray<{ readonly unit: keyof Headroom; readonly limit: Cell; readonly remaining: Cell }>;
}

function byKind(cellOf: (kind: TokenKind) => Cell): ByKind {
  const [input, cache_read, cache_write, output] = TOKEN_KINDS.map(cellOf);
  return { input, cache_read, cache_write, output };
}

/** What the gateway of one sidecar counts, as its ledger.ts and headroom.ts do. */
export class LlmCounters {
  private readonly accounts = new Map<string, Account>();
  private readonly models = new Map<string, ModelCells>();
  private readonly expiry = new Map<Cell, number>();

  /** `asksForUsage`: whether the backend itself asks a stream for its usage; where not, the gateway does. */
  constructor(
    private readonly target: Target,
    private readonly asksForUsage: boolean,
    private readonly totals: Totals
  ) {}

  answered({ question, completion, endsAt }: Exchange): void {
    const { answered, refused, tokens, costUsd } = this.account(question);
    const model = this.model(question.flow.model);
    answered.add(1);
    if (completion.wasRefused) {
      refused.add(1);
      model.rateLimited.add(1);
    }
    for (const kind of TOKEN_KINDS) {
      tokens[kind].add(completion.tokens[kind]);
      this.totals.tokens += completion.tokens[kind];
      const usd = completion.cost.usd[kind];
      if (usd !== undefined) {
        costUsd[kind].add(usd);
        this.totals.costUsd += usd;
      }
    }
    model.unpriced.add(completion.cost.unpricedTokens);
    model.priceCheckedAt = completion.priceCheckedAt;
    for (const { unit, limit, remaining } of model.limits) {
      const allowance = completion.headroom[unit];
      limit.value = allowance.limit;
      remaining.value = allowance.remaining;
      this.expiry.set(remaining, endsAt + allowance.resetSeconds);
    }
  }

  /** The backend died while the model answered. */
  brokenOff({ question }: Exchange): void {
    const account = this.account(question);
    if (question.flow.streamed) {
      account.answered.add(1);
      this.model(question.flow.model).usageMissing.add(1);
    } else {
      account.brokenOff.add(1);
    }
  }

  /** Before a scrape: prices grow old, and what is left of limits that were reset meanwhile is forgotten. */
  update(nowSeconds: number): void {
    for (const { priceAge, priceCheckedAt } of this.models.values()) {
      priceAge.value = priceCheckedAt === undefined ? undefined : Math.max(0, nowSeconds - priceCheckedAt);
    }
    this.expiry.forEach((expiresAt, cell) => {
      if (expiresAt <= nowSeconds) {
        cell.value = undefined;
        this.expiry.delete(cell);
      }
    });
  }

  private account({ flow, team }: Question): Account {
    const key = `${flow.name}/${team}`;
    const known = this.accounts.get(key);
    if (known) {
      return known;
    }
    const { target } = this;
    const labels = { provider: PROVIDER, model: flow.model, flow: flow.name, team };
    const source = flow.streamed && !this.asksForUsage ? 'injected' : 'reported';
    const requests = (status_code: string) => target.cell(SIDECAR.llmRequests, { ...labels, status_code });
    const account = {
      answered: requests('200'),
      refused: requests('429'),
      brokenOff: requests('499'),
      tokens: byKind((kind) => target.cell(SIDECAR.llmTokens, { ...labels, kind, source })),
      costUsd: byKind((kind) => target.cell(SIDECAR.llmCost, { ...labels, kind })),
    };
    this.accounts.set(key, account);
    return account;
  }

  private model(model: string): ModelCells {
    const known = this.models.get(model);
    if (known) {
      return known;
    }
    const { target } = this;
    const labels = { provider: PROVIDER, model };
    const cells: ModelCells = {
      rateLimited: target.cell(SIDECAR.llmErrors, { ...labels, reason: 'rate_limited' }),
      priceAge: target.cell(SIDECAR.llmPriceAge, labels),
      priceCheckedAt: undefined,
      unpriced: target.cell(SIDECAR.llmUnpricedTokens, labels),
      usageMissing: target.cell(SIDECAR.llmUsageMissing, labels),
      limits: (['requests', 'tokens'] as const).map((unit) => ({
        unit,
        limit: target.cell(SIDECAR.llmRateLimitLimit, { ...labels, unit }),
        remaining: target.cell(SIDECAR.llmRateLimitRemaining, { ...labels, unit }),
      })),
    };
    this.models.set(model, cells);
    return cells;
  }
}
