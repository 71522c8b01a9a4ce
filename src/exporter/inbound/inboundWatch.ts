import type { IncomingMessage } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import type { Ending, Watch } from '../http/forward';
import type { Drain } from '../lifecycle/drain';
import type { InFlight } from '../lifecycle/inFlight';
import type { ProfileName } from '../lifecycle/profiles';
import type { Metrics } from '../metrics';
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
  readonly drain: Drain;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
  /** Told of each answer that was passed on whole: its status, and how many seconds ago its request came. */
  readonly onAnswered: (status: number, seconds: number) => void;
}

/** Sees one request to the backend go by and counts it when it has ended. */
export class InboundWatch implements Watch {
  private readonly begunAt = performance.now();
  private readonly route: string;
  private readonly leave: () => void;
  private scanner: SemanticErrorScanner | undefined;
  private inFrontSeconds = 0;
  private cutByUs = false;

  /** `cut` breaks the request off when the shutdown cannot wait for it any longer. */
  constructor(
    private readonly parts: InboundWatchParts,
    private readonly request: IncomingMessage,
    cut: () => void
  ) {
    this.route = parts.router(request.method ?? 'GET', request.url ?? '/');
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

  answered(answer: IncomingMessage): undefined {
    const { profile, metrics } = this.parts;
    metrics.guard('answer_head', () => {
      this.scanner = SemanticErrorScanner.for(
        profile,
        answer.statusCode ?? 0,
        answer.headers['content-type'],
        answer.headers['content-encoding'],
        (reason) => metrics.inc(SIDECAR.httpSemanticErrors, { route: this.route, reason })
      );
    });
  }

  data(chunk: Buffer): void {
    if (this.scanner !== undefined) {
      this.parts.metrics.guard('answer_body', () => this.scanner?.push(chunk));
    }
  }

  ended(ending: Ending, status: number): void {
    this.leave();
    this.parts.metrics.guard('inbound', () => this.record(ending, status));
  }

  private record(ending: Ending, status: number): void {
    const { metrics, drain } = this.parts;
    const { route, request } = this;
    const secondsHere = (performance.now() - this.begunAt) / 1000;
    const seconds = secondsHere + this.inFrontSeconds;
    if (ending === 'complete') {
      this.parts.onAnswered(status, secondsHere);
    }
    metrics.inc(SIDECAR.httpRequests, { method: methodLabel(request.method), route, status_code: String(status) });
    if (status !== SWITCHING_PROTOCOLS) {
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
}
