import { answerJson, type RequestHandler } from '../http/listener';
import { reasonOf } from '../log';
import type { Role } from './role';

/** `POST /drill`: the next failover is one on purpose; where this sidecar holds the lead, it comes now. */
export function drillHandler(role: Role): RequestHandler {
  return (request, response) => {
    request.resume();
    if (request.method !== 'POST') {
      answerJson(response, 405, { error: 'a drill is announced by POST' }, { Allow: 'POST' });
      return;
    }
    role.drill().then(
      (handedOver) => answerJson(response, 200, { drill: 'announced', handed_over: handedOver }),
      (error: unknown) => answerJson(response, 500, { error: reasonOf(error) })
    );
  };
}
