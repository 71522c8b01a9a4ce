import { QUESTION_ROUTE, queueStep } from '../../../src/exporter/inbound/gradioQueue';
import { createRouter } from '../../../src/exporter/inbound/routes';
import type { Profile, Scenario } from '../../fleet/scenarios/types';
import type { Question } from '../../fleet/scenarios/usage';
import type { Completion } from './provider';

/** A question that a replica works on. Times are seconds since the epoch. */
export interface Exchange {
  readonly question: Question;
  readonly completion: Completion;
  /** When it came to the replica. */
  readonly takenAt: number;
  /** How long it had waited elsewhere for the replica to start. */
  readonly inFrontSeconds: number;
  /** When the model is asked, after it waited for its turn and the backend did its own work. */
  readonly modelAskedAt: number;
  readonly endsAt: number;
}

/** One kind of HTTP request. */
export interface Route {
  readonly method: string;
  readonly route: string;
  /** The route under which the sidecar observes its duration; `undefined` where that would say nothing. */
  readonly timedAs: string | undefined;
}

/** The requests that one question takes. */
export interface Routes {
  /** The one by which it is put in before its answer is fetched, where a client does that. */
  readonly join: Route | undefined;
  /** The one that brings the answer, by flow. */
  readonly answer: ReadonlyMap<string, Route>;
  /** The route under which the sidecar observes the time from the one to the other, where there are two. */
  readonly question: string | undefined;
}

/** The paths are those of the originals' APIs. */
function answerRequest(profile: Profile, flow: string): readonly [method: string, path: string] {
  switch (profile) {
    case 'langflow':
      return ['POST', `/api/v1/run/${flow}`];
    case 'kotaemon':
      return ['GET', '/queue/data'];
    case 'chatchat':
      return ['POST', flow === 'chat' ? '/chat/chat/completions' : `/knowledge_base/local_kb/${flow}/chat/completions`];
  }
}

/** The routes of a scenario, named by the sidecar's own router. */
export function routesOf({ profile, flows }: Scenario): Routes {
  const router = createRouter(profile, []);
  const named = (method: string, path: string): Route => {
    const route = router(method, path);
    return { method, route, timedAs: queueStep(profile, method, path) === undefined ? route : undefined };
  };
  const isQueued = profile === 'kotaemon';
  return {
    join: isQueued ? named('POST', '/queue/join') : undefined,
    question: isQueued ? QUESTION_ROUTE : undefined,
    answer: new Map(flows.map(({ name }) => [name, named(...answerRequest(profile, name))])),
  };
}
