import type { IncomingMessage, ServerResponse } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import { answerJson, type RequestHandler } from '../http/listener';
import { BodyError, readJsonText, refuse } from '../http/smallBody';
import { reasonOf } from '../log';
import type { Metrics } from '../metrics';
import { type BackendEvent, EVENT_TYPES, EventError, parseEvents } from './backendEvent';

export interface EventsParts {
  readonly metrics: Metrics;
  readonly onModelLoaded: (seconds: number, model: string | undefined) => void;
}

const BODY_LIMITS = { bytes: 16 * 1024, seconds: 3 };

/** `POST /events`: counts all events of a request, or refuses it with a reason and counts none. */
export function eventsHandler(parts: EventsParts): RequestHandler {
  EVENT_TYPES.forEach((event) => parts.metrics.inc(SIDECAR.events, { event }, 0));
  parts.metrics.inc(SIDECAR.events, { event: 'rejected' }, 0);
  return (request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      refuse(request, response, 405, { error: 'events are sent with POST' });
      return;
    }
    take(parts, request, response).catch((error: unknown) => {
      parts.metrics.inc(SIDECAR.events, { event: 'rejected' });
      refuse(request, response, statusOf(error), { error: reasonOf(error) });
    });
  };
}

async function take(parts: EventsParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const events = parseEvents(await readJsonText(request, response, BODY_LIMITS));
  events.forEach((event) => record(parts, event));
  answerJson(response, 202, { accepted: events.length });
}

function record({ metrics, onModelLoaded }: EventsParts, event: BackendEvent): void {
  metrics.inc(SIDECAR.events, { event: event.type });
  if (event.type === 'model_loaded') {
    onModelLoaded(event.seconds, event.model);
  } else {
    metrics.observe(SIDECAR.vectorSearchDuration, {}, event.seconds);
  }
}

function statusOf(error: unknown): number {
  if (error instanceof BodyError) {
    return error.status;
  }
  return error instanceof EventError ? 400 : 500;
}
