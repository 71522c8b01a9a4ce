/** @jest-environment node */
import { checksOf, type ProfileName, type Verdict } from './profiles';

const NOT_KNOWN = 'unknown_path';
const LANGFLOW_OK = '{"status":"ok","chat":"ok","db":"ok"}';

it.each<[string, ProfileName, string, number, string, Verdict]>([
  ['LangFlow that can serve', 'langflow', '/health_check', 200, LANGFLOW_OK, 'ready'],
  ['LangFlow with other fields', 'langflow', '/health_check', 200, '{ "status" : "ok" }', 'ready'],
  ['LangFlow without its database', 'langflow', '/health_check', 500, '{"detail":{"status":"nok"}}', 'not_ready'],
  ['LangFlow that says nok with 200', 'langflow', '/health_check', 200, '{"status":"nok","db":"ok"}', 'not_ready'],
  ['LangFlow that wants a login', 'langflow', '/health_check', 401, '', 'ready'],
  ['LangFlow without the path', 'langflow', '/health_check', 404, '', NOT_KNOWN],
  ['LangFlow that shows its editor', 'langflow', '/health_check', 200, '<!doctype html>\n<html>', NOT_KNOWN],
  ['LangFlow of another version', 'langflow', '/healthz', 200, '', 'ready'],
  ['LangFlow of another version, failing', 'langflow', '/healthz', 503, '', 'not_ready'],
  ['Kotaemon', 'kotaemon', '/app_id', 200, '{"app_id":1}', 'ready'],
  ['Kotaemon that wants a login', 'kotaemon', '/app_id', 401, '', 'ready'],
  ['Kotaemon in a mount', 'kotaemon', '/app_id', 404, '', NOT_KNOWN],
  ['Chatchat', 'chatchat', '/openapi.json', 200, '', 'ready'],
  ['Chatchat that loads its model', 'chatchat', '/openapi.json', 503, '', 'not_ready'],
  ['Chatchat that says it is not ready', 'chatchat', '/health', 503, '', 'not_ready'],
  ['Chatchat without such a path', 'chatchat', '/health', 404, '{"detail":"Not Found"}', NOT_KNOWN],
  ['anything that says it is ready', 'generic', '/readyz', 200, 'ok', 'ready'],
  ['anything that says so without a word', 'generic', '/health', 204, '', 'ready'],
  ['anything that loads', 'generic', '/health', 503, '{"status":"loading model"}', 'not_ready'],
  ['a page for every path', 'generic', '/readyz', 200, '\n<!DOCTYPE html>', NOT_KNOWN],
  ['a login for every path', 'generic', '/readyz', 302, '', NOT_KNOWN],
  ['a login for every path, refused', 'generic', '/readyz', 401, '', NOT_KNOWN],
  ['an error for every unknown path', 'generic', '/readyz', 500, '', NOT_KNOWN],
  ['anything else', 'generic', '/', 302, '', 'ready'],
  ['anything else that fails', 'generic', '/', 500, '', 'not_ready'],
])('%s', (_, profile, path, status, body, verdict) => {
  const check = checksOf(profile, undefined).find((each) => each.path === path);
  expect(check?.judge(status, body)).toBe(verdict);
});

it('asks LangFlow for its dependencies first, and then for less and less', () => {
  expect(checksOf('langflow', undefined).map(({ path }) => path)).toEqual(['/health_check', '/healthz', '/health']);
});

it('asks others for what they say of themselves first', () => {
  const first = ['/readyz', '/health', '/healthz', '/v2/health/ready', '/livez'];
  expect(checksOf('chatchat', undefined).map(({ path }) => path)).toEqual([...first, '/openapi.json']);
  expect(checksOf('generic', undefined).map(({ path }) => path)).toEqual([...first, '/']);
});

it('takes any failure of a path that is known for not ready', () => {
  const [check] = checksOf('generic', undefined);
  expect([500, 503, 404, 200].map((status) => check.judgeKnown?.(status))).toEqual([
    'not_ready',
    'not_ready',
    undefined,
    undefined,
  ]);
});

it('asks the configured path alone', () => {
  expect(checksOf('langflow', '/up').map(({ path }) => path)).toEqual(['/up']);
});

it.each([
  // Larger than a double is exact: read as numbers, these two would be one.
  ['{"app_id": 9223372036854775807}', '9223372036854775807'],
  ['{"app_id": 9223372036854775808}', '9223372036854775808'],
  ['{"app_id":"5f1c"}', '"5f1c"'],
  ['{"detail":"Not authenticated"}', undefined],
])('tells Kotaemon processes apart by %s', (body, identity) => {
  const [check] = checksOf('kotaemon', undefined);
  expect(check.identity?.(body)).toBe(identity);
});
