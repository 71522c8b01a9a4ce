import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '../http/listener';
import type { ColdStartGate, GateResult } from './coldStart';

export type Gate = Pick<ColdStartGate, 'enter'>;

const RETRY_AFTER_SECONDS = '1';
const REFUSAL = {
  error: { type: 'not_leader', message: 'Another instance leads now. Try again on a new connection.' },
};

/**
 * Keeps new requests from a backend that does not lead. Connections that proxies in front keep alive are closed with the
 * answer, or they would go on to bring work to the old leader.
 */
export class Fence implements Gate {
  constructor(
    private readonly leads: () => boolean,
    private readonly gate: Gate
  ) {}

  enter(request: IncomingMessage, response: ServerResponse): Promise<GateResult> {
    if (this.leads()) {
      return this.gate.enter(request, response);
    }
    answerJson(response, 503, REFUSAL, { 'Retry-After': RETRY_AFTER_SECONDS, Connection: 'close' });
    return Promise.resolve({ outcome: 'refused', inFrontSeconds: 0 });
  }
}
