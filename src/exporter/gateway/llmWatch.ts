import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import type { Provider } from '../config';
import { type Tee, teeTo } from '../http/decode';
import type { Ending, Watch } from '../http/forward';
import { SHARES } from '../labelBudget';
import type { CaptureStage, Metrics } from '../metrics';
import { NONE } from './address';
import { type ErrorReason, reasonOfStatus } from './answer/errors';
import type { AnswerFacts } from './answer/facts';
import { type AnswerReader, readerFor } from './answer/reader';
import { UsageFilter } from './answer/usageFilter';
import type { Headroom } from './limits/headroom';
import type { Estimate, Ledger } from './ledger';

export interface WatchParts {
  readonly estimateUsage: boolean;
  readonly ledger: Ledger;
  readonly headroom: Headroom;
  readonly metrics: Metrics;
}

export interface Asked {
  readonly provider: Provider;
  readonly requestedModel: string | undefined;
  readonly estimatedInput: number;
  readonly flow: string;
  readonly team: string;
  /** Whether the answer's usage is of this request: a GET only shows what an earlier one has used. */
  readonly isPaidFor: boolean;
  /** Whether the gateway asks for usage. */
  readonly injected: boolean;
  readonly usageExpected: boolean;
  /** Called when it turned out that the provider answers only if it is not asked for usage. */
  readonly injectionRefused: () => void;
  /** Called once, when the exchange has ended. */
  readonly leave: () => void;
}

/** Sees one exchange with a provider go by and enters it into the ledger when it has ended. */
export class LlmWatch implements Watch {
  private readonly begunAt = performance.now();
  private endCompute = () => 0;
  private injected: boolean;
  private reader: AnswerReader | undefined;
  private tee: Tee | undefined;

  constructor(
    private readonly parts: WatchParts,
    private readonly asked: Asked
  ) {
    this.injected = asked.injected;
    parts.metrics.guard('request_head', () => {
      this.endCompute = parts.ledger.begin(asked.provider);
    });
  }

  /** The provider refused the request that asked for usage; it is sent again as its client wrote it. */
  injectionFailed(): void {
    this.injected = false;
  }

  answered(answer: IncomingMessage): Transform | undefined {
    const { metrics, headroom } = this.parts;
    const { provider, requestedModel, isPaidFor, injected, injectionRefused } = this.asked;
    const coding = answer.headers['content-encoding'];
    const type = answer.headers['content-type'];
    const status = answer.statusCode ?? 0;
    if (injected && !this.injected && status < 300) {
      injectionRefused();
    }
    metrics.guard('answer_head', () => {
      const share = status < 300 ? SHARES.success : SHARES.failure;
      headroom.report(provider.name, metrics.valueWithin('model', requestedModel ?? NONE, share), answer.headers);
    });
    if (isPaidFor) {
      metrics.guard('answer_head', () => {
        this.reader = readerFor(type);
        this.tee = this.reader && teeTo(this.reader, coding, () => this.fault('decode'));
      });
    }
    const isPlainStream = coding === undefined && type?.includes('text/event-stream') === true;
    return this.injected && isPlainStream ? new UsageFilter(() => this.fault('answer_body')) : undefined;
  }

  data(chunk: Buffer): void {
    if (this.tee !== undefined) {
      this.parts.metrics.guard('answer_body', () => this.tee?.push(chunk));
    }
  }

  ended(ending: Ending, status: number): void {
    const { metrics } = this.parts;
    const seconds = (performance.now() - this.begunAt) / 1000;
    let computeUsd = 0;
    metrics.guard('record', () => {
      computeUsd = this.endCompute();
    });
    metrics.guard('record', this.asked.leave);
    const record = () => metrics.guard('record', () => this.record(ending, status, seconds, computeUsd));
    if (this.tee === undefined) {
      record();
      return;
    }
    let isRead = false;
    metrics.guard('answer_body', () => {
      this.tee?.end(record);
      isRead = true;
    });
    if (!isRead) {
      record();
    }
  }

  private record(ending: Ending, status: number, seconds: number, computeUsd: number): void {
    const { provider, requestedModel, flow, team, usageExpected } = this.asked;
    const facts = this.reader?.facts;
    const isSuccess = status >= 200 && status < 300;
    const named = (label: string, value: string) =>
      this.parts.metrics.valueWithin(label, value, isSuccess ? SHARES.success : SHARES.failure);
    this.parts.ledger.record({
      provider,
      model: named('model', facts?.model ?? requestedModel ?? NONE),
      flow: named('flow', flow),
      team: named('team', team),
      status,
      seconds,
      secondsToFirstToken:
        facts?.firstContentAt === undefined ? undefined : (facts.firstContentAt - this.begunAt) / 1000,
      secondsPerOutputToken: facts && secondsPerOutputToken(facts),
      usage: facts?.usage,
      computeUsd,
      injected: this.injected,
      usageIsMissing: usageExpected && isSuccess && (facts?.usage === undefined || facts.usageIsPartial),
      estimate: usageExpected && isSuccess && this.parts.estimateUsage ? this.estimate(facts) : undefined,
      error: errorOf(ending, status, facts?.error),
    });
  }

  /** What usage does not say, guessed. */
  private estimate(facts: AnswerFacts | undefined): Estimate | undefined {
    const output = facts?.estimatedOutput ?? 0;
    if (facts?.usage === undefined) {
      return { input: this.asked.estimatedInput, output };
    }
    return facts.usageIsPartial ? { input: 0, output: Math.max(0, output - facts.usage.output) } : undefined;
  }

  private fault(stage: CaptureStage): void {
    this.parts.metrics.guard(stage, () => {
      throw new Error('the answer cannot be read');
    });
  }
}

/** A client that leaves is no error of the provider. */
function errorOf(ending: Ending, status: number, inBody: ErrorReason | undefined): ErrorReason | undefined {
  switch (ending) {
    case 'unreachable':
    case 'dropped':
      return 'unreachable';
    case 'upstream_broke':
      return 'broken_off';
    case 'client_left':
      return inBody;
    case 'complete':
      return reasonOfStatus(status, inBody);
  }
}

/** Mean time between the tokens of a stream; `undefined` when there are not two of them. */
function secondsPerOutputToken({
  usage,
  firstContentAt,
  lastContentAt,
  estimatedOutput,
}: AnswerFacts): number | undefined {
  if (usage === undefined || firstContentAt === undefined || lastContentAt === undefined) {
    return undefined;
  }
  // More events than tokens that can be seen: then reasoning was streamed as well.
  const visible = usage.output - usage.reasoning;
  const tokens = estimatedOutput > visible ? usage.output : visible;
  return tokens > 1 && lastContentAt > firstContentAt
    ? (lastContentAt - firstContentAt) / 1000 / (tokens - 1)
    : undefined;
}
