import type { RoutePattern } from '../config';
import type { ProfileName } from '../lifecycle/profiles';
import { OTHER } from '../labelBudget';
import { compile } from './routePattern';

/** Routes of each profile, the more exact ones first. Sources: the APIs of the originals. */
const ROUTES_OF_PROFILE: Readonly<Record<ProfileName, readonly RoutePattern[]>> = {
  langflow: [
    { name: 'run_advanced/{flow}', pattern: 'POST /api/v1/run/advanced/{flow}' },
    { name: 'run/{flow}', pattern: 'POST /api/v1/run/{flow}' },
    { name: 'webhook/{flow}', pattern: 'POST /api/v1/webhook/{flow}' },
    { name: 'build/{flow}', pattern: 'POST /api/v1/build/{flow}/flow' },
    { name: 'build_events', pattern: 'GET /api/v1/build/{job}/events' },
    { name: 'build_cancel', pattern: 'POST /api/v1/build/{job}/cancel' },
    { name: 'responses', pattern: 'POST /api/v1/responses' },
    { name: 'workflows', pattern: '/api/v2/workflows/*' },
    { name: 'api', pattern: '/api/*' },
  ],
  kotaemon: [
    { name: 'queue_join', pattern: 'POST /queue/join' },
    { name: 'queue_data', pattern: 'GET /queue/data' },
    // Where it runs with a login, Kotaemon is mounted below /app.
    { name: 'queue_join', pattern: 'POST /app/queue/join' },
    { name: 'queue_data', pattern: 'GET /app/queue/data' },
    { name: 'api', pattern: '/api/*' },
  ],
  chatchat: [
    { name: 'chat_completions', pattern: 'POST /v1/chat/completions' },
    { name: 'chat', pattern: 'POST /chat/*' },
    { name: 'knowledge_base', pattern: '/knowledge_base/*' },
    { name: 'api', pattern: '/v1/*' },
  ],
  generic: [],
};

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Names the route of a request; `other` when no pattern matches. */
export type Router = (method: string, target: string) => string;

/** The router of a profile, with routes of the configuration before its own. */
export function createRouter(profile: ProfileName, configured: readonly RoutePattern[]): Router {
  const routes = [...configured, ...ROUTES_OF_PROFILE[profile]].map(compile);
  const deepest = Math.max(0, ...routes.map(({ depth }) => depth));
  return (method, target) => {
    // One part more than any route has tells longer paths from those that fit.
    const path = target.split('?', 1)[0].split('/', deepest + 1);
    for (const route of routes) {
      const name = route.nameOf(method, path);
      if (name !== undefined) {
        return name;
      }
    }
    return OTHER;
  };
}

/** The method as a label: methods that HTTP does not define are `other`. */
export function methodLabel(method: string | undefined): string {
  return method !== undefined && METHODS.has(method) ? method : OTHER;
}
