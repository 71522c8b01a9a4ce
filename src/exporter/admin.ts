import type { Callers } from './http/callers';
import { guarded } from './http/guard';
import { answerJson, type Handlers, type RequestHandler } from './http/listener';
import type { DrainResult } from './lifecycle/drain';
import { type Log, reasonOf } from './log';
import type { Metrics } from './metrics';

export interface Readiness {
  readonly ready: boolean;
  readonly state: string;
  readonly role?: string;
}

export interface AdminParts {
  readonly metrics: Metrics;
  readonly readiness: () => Readiness;
  readonly drain: (trigger: string) => Promise<DrainResult>;
  readonly onScraped: () => void;
  readonly backendMetrics: RequestHandler;
  readonly events: RequestHandler;
  /** Who may drain and announce drills, and who may send events. */
  readonly control: Callers;
  readonly eventSenders: Callers;
  readonly log: Log;
  /** Set when there is a role. */
  readonly drill: RequestHandler | undefined;
}

/** What Prometheus and the kubelet ask, and what the backend has to say. */
export function adminHandlers(parts: AdminParts): Handlers {
  const { metrics, readiness, drain, onScraped, backendMetrics, events, drill, log } = parts;
  const control = (path: string, handler: RequestHandler) =>
    guarded({ path, callers: parts.control, setting: 'ELASTISCOPE_CONTROL_FROM', handler }, metrics, log);
  const answers: Readonly<Record<string, RequestHandler>> = {
    '/metrics': (_, response) => {
      metrics.scrape().then(
        (text) => {
          response.once('finish', onScraped);
          response.writeHead(200, { 'Content-Type': metrics.contentType, 'Content-Length': Buffer.byteLength(text) });
          response.end(text);
        },
        (error: unknown) => answerJson(response, 500, { error: reasonOf(error) })
      );
    },
    '/metrics/backend': backendMetrics,
    '/livez': (_, response) => answerJson(response, 200, { alive: true }),
    '/readyz': (_, response) => {
      const state = readiness();
      answerJson(response, state.ready ? 200 : 503, state);
    },
    '/wait-for-drain': control('/wait-for-drain', (request, response) => {
      request.resume();
      drain('wait-for-drain').then(
        (result) => answerJson(response, 200, result),
        (error: unknown) => answerJson(response, 500, { error: reasonOf(error) })
      );
    }),
    '/events': guarded(
      { path: '/events', callers: parts.eventSenders, setting: 'ELASTISCOPE_EVENTS_FROM', handler: events },
      metrics,
      log
    ),
    ...(drill !== undefined && { '/drill': control('/drill', drill) }),
  };
  return {
    request: (request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0];
      const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
      if (answer === undefined) {
        answerJson(response, 404, { error: `unknown path; known are ${Object.keys(answers).join(', ')}` });
      } else {
        answer(request, response);
      }
    },
  };
}
