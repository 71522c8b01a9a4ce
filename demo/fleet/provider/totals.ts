import type { Usage } from '../scenarios/usage';

interface MutableUsage {
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  reasoningTokens: number;
}

export interface ModelTotals extends Usage {
  /** Answers given to the end. */
  readonly answers: number;
}

/** What the provider answered, for comparison with what others counted. */
export interface Totals {
  readonly requests: number;
  readonly rejected: number;
  /** Answers that the client did not wait for. */
  readonly interrupted: number;
  readonly models: Readonly<Record<string, ModelTotals>>;
}

export class TotalsCounter {
  private requests = 0;
  private rejected = 0;
  private interrupted = 0;
  private readonly models = new Map<string, MutableUsage & { answers: number }>();

  request(): number {
    return ++this.requests;
  }

  rejection(): void {
    this.rejected++;
  }

  interruption(): void {
    this.interrupted++;
  }

  answer(model: string, usage: Usage): void {
    const totals = this.models.get(model) ?? {
      answers: 0,
      promptTokens: 0,
      cachedTokens: 0,
      completionTokens: 0,
      reasoningTokens: 0,
    };
    totals.answers++;
    totals.promptTokens += usage.promptTokens;
    totals.cachedTokens += usage.cachedTokens;
    totals.completionTokens += usage.completionTokens;
    totals.reasoningTokens += usage.reasoningTokens;
    this.models.set(model, totals);
  }

  read(): Totals {
    const { requests, rejected, interrupted } = this;
    return { requests, rejected, interrupted, models: Object.fromEntries(this.models) };
  }
}
