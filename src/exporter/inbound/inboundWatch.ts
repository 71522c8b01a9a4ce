import type { IncomingMessage } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import { type Reader, type Tee, teeTo } from '../http/decode';
import { CLIENT_CLOSED_REQUEST, type Ending, type Watch } from '../http/forward';
import { OTHER, SHARES } from '../labelBudget';
import type { Drain } from '../lifecycle/drain';
import type { InFlight } from '../lifecycle/inFlight';
import type { ProfileName } from '../lifecycle/profiles';
import type { Metrics } from '../metrics';
import { CompletionReader, FieldFinder, queueStep, type QueueStep, sessionOf } from './gradioQueue';
import type { Questions } from './questions';
import { methodLabel, type Router } from './routes';
import { SemanticErrorScanner } from './semanticErrors';

/** An upgraded connection lives as long as its user wants; its life is no latency. */
const SWITCHING_PROTOCOLS = 101;

/** Values of `reason` of `http_requests_aborted_total`. */
export const ABORT_REASONS = ['client', 'backend', 'shutdown'] as const;
type AbortReason = (typeof ABORT_REASONS)[number];

export interface InboundWatchParts {
  readonly profile: ProfileName;
  readonly router: Router;
  readonly questions: Questions;
  readonly drain: Drain;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
  /** Told of each answer that was passed on whole: its status, and how many seconds ago its request came. */
  readonly onAnswered: (status: number, seconds: number) => void;
}

/** Sees one request to the backend go by and counts it when it has ended. */
export class InboundWatch implements Watch {
  private readonly begunAt = performance.now();
  private route = OTHER;
  private step: QueueStep | undefined;
  private readonly leave: () => void;
  /** What a request that puts a question in is read for. */
  private join: { readonly session: FieldFinder; readonly event: FieldFinder } | undefined;
  private tee: Tee | undefined;
  private inFrontSeconds = 0;
  private cutByUs = false;

  /** `cut` breaks the request off when the shutdown cannot wait for it any longer. */
  constructor(
    private readonly parts: InboundWatchParts,
    private readonly request: IncomingMessage,
    cut: () => void
  ) {
    const { method = 'GET', url = '/' } = request;
    parts.metrics.guard('inbound', () => {
      this.route = parts.router(method, url);
      this.step = queueStep(parts.profile, method, url);
    });
    this.leave = parts.inFlight.add({
      kind: 'inbound',
      cut: () => {
        this.cutByUs = true;
        cut();
      },
    });
  }

  /** Says how long the request had waited elsewhere for a cold start; its duration includes that. */
  waitedInFront(seconds: number): void {
    this.inFrontSeconds = seconds;
  }

  /** Reads the request's body beside the traffic where something in it is needed. Call it once the body is on its way. */
  readRequest(): void {
    if (this.step === 'join') {
      const join = { session: new FieldFinder('session_hash'), event: new FieldFinder('event_id') };
      this.join = join;
      this.request.on('data', (chunk: Buffer) =>
        this.parts.metrics.guard('request_body', () => join.session.push(chunk))
      );
    }
  }

  answered(answer: IncomingMessage): undefined {
    this.parts.metrics.guard('answer_head', () => {
      const reader = this.readerOf(answer);
      this.tee = reader && teeTo(reader, answer.headers['content-encoding'], () => this.fault());
    });
  }

  data(chunk: Buffer): void {
    const { tee } = this;
    if (tee !== undefined && !this.parts.metrics.guard('answer_body', () => tee.push(chunk))) {
      this.tee = undefined;
    }
  }

  ended(ending: Ending, status: number): void {
    const { tee } = this;
    const { metrics } = this.parts;
    this.leave();
    metrics.guard('inbound', () => this.record(ending, status));
    if (tee !== undefined) {
      metrics.guard('answer_body', () => tee.end(() => metrics.guard('record', () => this.recordJoin())));
    }
  }

  private readerOf({ statusCode = 0, headers }: IncomingMessage): Reader | undefined {
    const isSuccess = statusCode >= 200 && statusCode < 300;
    if (this.step === 'join') {
      return isSuccess ? this.join?.event : undefined;
    }
    if (this.step === 'data') {
      return isSuccess ? this.completionReader() : undefined;
    }
    const { profile } = this.parts;
    return SemanticErrorScanner.for(profile, statusCode, headers['content-type'], (reason) => this.countError(reason));
  }

  private completionReader(): CompletionReader {
    const session = sessionOf(this.request.url ?? '');
    return new CompletionReader(({ eventId, success }) => {
      if (session !== undefined) {
        this.parts.questions.completed(session, eventId, performance.now());
      }
      if (!success) {
        this.countError('process_failed');
      }
    });
  }

  private countError(reason: string): void {
    this.parts.metrics.inc(SIDECAR.httpSemanticErrors, { route: this.route, reason });
  }

  private recordJoin(): void {
    const session = this.join?.session.value;
    const eventId = this.join?.event.value;
    if (session !== undefined && eventId !== undefined) {
      const joinedAt = this.begunAt - this.inFrontSeconds * 1000;
      this.parts.questions.joined(session, eventId, joinedAt, performance.now());
    }
  }

  private record(ending: Ending, status: number): void {
    const { metrics, drain } = this.parts;
    const { request } = this;
    const route = metrics.valueWithin('route', this.route, shareOf(status));
    const secondsHere = (performance.now() - this.begunAt) / 1000;
    const seconds = secondsHere + this.inFrontSeconds;
    if (ending === 'complete') {
      this.parts.onAnswered(status, secondsHere);
    }
    metrics.inc(SIDECAR.httpRequests, { method: methodLabel(request.method), route, status_code: String(status) });
    if (status !== SWITCHING_PROTOCOLS && this.step === undefined) {
      metrics.observe(SIDECAR.httpRequestDuration, { route }, seconds);
    }
    const reason = this.abortReason(ending);
    if (reason !== undefined) {
      metrics.inc(SIDECAR.httpRequestsAborted, { reason });
    }
    const brokenOff = reason === 'shutdown' || reason === 'backend' || ending === 'dropped';
    if (brokenOff && drain.started) {
      metrics.inc(SIDECAR.shutdownRequestsCut, {});
    }
  }

  private abortReason(ending: Ending): AbortReason | undefined {
    if (this.cutByUs) {
      return 'shutdown';
    }
    return ending === 'upstream_broke' ? 'backend' : ending === 'client_left' ? 'client' : undefined;
  }

  private fault(): void {
    this.parts.metrics.guard('decode', () => {
      throw new Error('the answer cannot be read');
    });
  }
}

/** What a stranger asks for and is refused must not take the room of the flows that exist. */
function shareOf(status: number): number {
  return status < 400 ? SHARES.success : status < CLIENT_CLOSED_REQUEST ? SHARES.refusal : SHARES.failure;
}
