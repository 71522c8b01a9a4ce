import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import type { Provider } from '../config';
import { type Tee, teeTo } from '../http/decode';
import type { Ending, Watch } from '../http/forward';
import type { Metrics } from '../metrics';
import { NONE } from './address';
import { type AnswerReader, readerFor } from './answerReader';
import type { Headroom } from './headroom';
import type { Ledger } from './ledger';
import { UsageFilter } from './usageFilter';

export interface WatchParts {
  readonly ledger: Ledger;
  readonly headroom: Headroom;
  readonly metrics: Metrics;
}

export interface Asked {
  readonly provider: Provider;
  readonly requestedModel: string | undefined;
  readonly flow: string;
  readonly team: string;
  readonly injected: boolean;
  readonly usageExpected: boolean;
  /** Called once, when the exchange has ended. */
  readonly leave: () => void;
}

/** Sees one exchange with a provider go by and enters it into the ledger when it has ended. */
export class LlmWatch implements Watch {
  private readonly begunAt = performance.now();
  private readonly endCompute: () => number;
  private reader: AnswerReader | undefined;
  private tee: Tee | undefined;

  constructor(
    private readonly parts: WatchParts,
    private readonly asked: Asked
  ) {
    this.endCompute = parts.ledger.begin(asked.provider);
  }

  answered(answer: IncomingMessage): Transform | undefined {
    const { metrics, headroom } = this.parts;
    const { provider, requestedModel, injected } = this.asked;
    const coding = answer.headers['content-encoding'];
    metrics.guard('answer_head', () => {
      headroom.report(provider.name, requestedModel ?? NONE, answer.headers);
      this.reader = readerFor(answer.headers['content-type']);
      this.tee = this.reader && teeTo(this.reader, coding, () => this.fault());
    });
    const isPlainStream = coding === undefined && answer.headers['content-type']?.includes('text/event-stream');
    return injected && isPlainStream === true ? new UsageFilter() : undefined;
  }

  data(chunk: Buffer): void {
    if (this.tee !== undefined) {
      this.parts.metrics.guard('answer_body', () => this.tee?.push(chunk));
    }
  }

  ended(_: Ending, status: number): void {
    const { metrics } = this.parts;
    const seconds = (performance.now() - this.begunAt) / 1000;
    const computeUsd = this.endCompute();
    this.asked.leave();
    const record = () => metrics.guard('record', () => this.record(status, seconds, computeUsd));
    if (this.tee === undefined) {
      record();
    } else {
      metrics.guard('answer_body', () => this.tee?.end(record));
    }
  }

  private record(status: number, seconds: number, computeUsd: number): void {
    const { provider, requestedModel, flow, team, injected, usageExpected } = this.asked;
    const facts = this.reader?.facts;
    this.parts.ledger.record({
      provider,
      model: facts?.model ?? requestedModel ?? NONE,
      flow,
      team,
      status,
      seconds,
      secondsToFirstToken:
        facts?.firstContentAt === undefined ? undefined : (facts.firstContentAt - this.begunAt) / 1000,
      usage: facts?.usage,
      injected,
      usageExpected,
      computeUsd,
    });
  }

  private fault(): void {
    this.parts.metrics.guard('decode', () => {
      throw new Error('the answer cannot be decoded');
    });
  }
}
