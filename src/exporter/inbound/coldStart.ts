import type { IncomingMessage, ServerResponse } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import { answerJson } from '../http/listener';
import type { Backend } from '../lifecycle/backend';
import type { BackendStatus } from '../lifecycle/startup';
import type { Metrics } from '../metrics';

/** What became of a request at the gate. A refused one was answered; one that is gone was left by its client. */
export interface GateResult {
  readonly outcome: 'passed' | 'refused' | 'gone';
  /** How long a request that waited for the start had waited elsewhere before it came here. */
  readonly inFrontSeconds: number;
}

/** Requests held at one time; more are refused, so that a scale from zero cannot fill the memory. */
const MOST_HELD = 1000;
const RETRY_AFTER_SECONDS = 5;

/** A proxy in front may hold a request for long, but an older time stamp is a clock that is wrong. */
const OLDEST_REQUEST_START_SECONDS = 3600;

/** Holds or refuses requests while the backend starts. A backend that was lost is not starting: its requests fail fast. */
export class ColdStartGate {
  private held = 0;

  constructor(
    private readonly backend: Backend,
    private readonly holdSeconds: number,
    private readonly metrics: Metrics,
    /** Whether a request comes from a proxy that says truly when it took it. */
    private readonly isFromProxy: (request: IncomingMessage) => boolean
  ) {}

  async enter(request: IncomingMessage, response: ServerResponse): Promise<GateResult> {
    const arrivedAt = Date.now() / 1000;
    const begunAt = this.isFromProxy(request) ? requestStart(request.headers['x-request-start'], arrivedAt) : arrivedAt;
    const inFrontSeconds = arrivedAt - begunAt;
    if (this.backend.status.state !== 'starting') {
      const waited = waitInFront(begunAt, this.backend.status);
      if (waited === 0) {
        return { outcome: 'passed', inFrontSeconds: 0 };
      }
      this.count(waited);
      return { outcome: 'passed', inFrontSeconds };
    }
    const gone = await this.hold(response);
    const heldSeconds = Date.now() / 1000 - arrivedAt;
    if (this.backend.status.state !== 'starting' && !gone) {
      this.count(heldSeconds + inFrontSeconds);
      return { outcome: 'passed', inFrontSeconds };
    }
    this.count(heldSeconds);
    if (!gone) {
      answerJson(
        response,
        503,
        { error: { type: 'backend_starting', message: 'The backend is starting. Try again in a few seconds.' } },
        { 'Retry-After': String(RETRY_AFTER_SECONDS) }
      );
    }
    return { outcome: gone ? 'gone' : 'refused', inFrontSeconds: 0 };
  }

  private count(seconds: number): void {
    this.metrics.guard('inbound', () => {
      this.metrics.inc(SIDECAR.httpRequestsDelayedByColdStart, {});
      this.metrics.inc(SIDECAR.httpColdStartWait, {}, Math.max(0, seconds));
    });
  }

  /** Waits until the backend leaves its start or time is up; true when the client left meanwhile. */
  private async hold(response: ServerResponse): Promise<boolean> {
    if (this.holdSeconds === 0 || this.held >= MOST_HELD) {
      return false;
    }
    this.held++;
    const left = new AbortController();
    const leave = () => left.abort();
    response.once('close', leave);
    await this.backend.whenStarted(this.holdSeconds * 1000, left.signal);
    response.off('close', leave);
    this.held--;
    return left.signal.aborted;
  }
}

/** Seconds that a request waited elsewhere for this start, which ended before the request came here. */
function waitInFront(begunAt: number, { readyAt }: BackendStatus): number {
  return readyAt === undefined ? 0 : Math.max(0, readyAt - begunAt);
}

/**
 * When the request really began, from `X-Request-Start: t=<seconds>` (nginx `$msec`; others write milli- or
 * microseconds). The time of arrival when there is none or it cannot be true.
 */
export function requestStart(header: string | string[] | undefined, arrivedAt: number): number {
  const match = /^(?:t=)?(\d+(?:\.\d+)?)$/.exec(typeof header === 'string' ? header.trim() : '');
  if (match === null) {
    return arrivedAt;
  }
  const number = Number(match[1]);
  const seconds = number > 1e14 ? number / 1e6 : number > 1e11 ? number / 1e3 : number;
  return seconds <= arrivedAt && arrivedAt - seconds <= OLDEST_REQUEST_START_SECONDS ? seconds : arrivedAt;
}
