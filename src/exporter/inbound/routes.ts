import type { RoutePattern } from '../config';
import type { ProfileName } from '../lifecycle/profiles';
import { OTHER } from '../labelBudget';

/** Routes of each profile, the more exact ones first. Sources: the APIs of the originals. */
const ROUTES_OF_PROFILE: Readonly<Record<ProfileName, readonly RoutePattern[]>> = {
  langflow: [
    { name: 'run_advanced', pattern: 'POST /api/v1/run/advanced/{flow}' },
    { name: 'run', pattern: 'POST /api/v1/run/{flow}' },
    { name: 'webhook', pattern: 'POST /api/v1/webhook/{flow}' },
    { name: 'build', pattern: 'POST /api/v1/build/{flow}/flow' },
    { name: 'build_events', pattern: 'GET /api/v1/build/{job}/events' },
    { name: 'build_cancel', pattern: 'POST /api/v1/build/{job}/cancel' },
    { name: 'responses', pattern: 'POST /api/v1/responses' },
    { name: 'workflows', pattern: '/api/v2/workflows/*' },
    { name: 'api', pattern: '/api/*' },
  ],
  kotaemon: [
    { name: 'queue_join', pattern: 'POST /queue/join' },
    { name: 'queue_data', pattern: 'GET /queue/data' },
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
  return (method, target) => {
    const path = target.split('?', 1)[0];
    return routes.find((route) => route.matches(method, path))?.name ?? OTHER;
  };
}

/** The method as a label: methods that HTTP does not define are `other`. */
export function methodLabel(method: string | undefined): string {
  return method !== undefined && METHODS.has(method) ? method : OTHER;
}

function compile({ name, pattern }: RoutePattern): { name: string; matches(method: string, path: string): boolean } {
  const [, method, path] = /^(?:([A-Z]+) )?(.*)$/.exec(pattern) ?? [];
  const source = path
    .split(/(\/\*$|\{[^/}]*\})/)
    .map((part) => (part === '/*' ? '(/.*)?' : part.startsWith('{') ? '[^/]+' : escapeRegExp(part)))
    .join('');
  const expression = new RegExp(`^${source}$`);
  return {
    name,
    matches: (requestMethod, requestPath) =>
      (method === undefined || method === requestMethod) && expression.test(requestPath),
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
