/** @jest-environment node */
import type { ProfileName } from '../lifecycle/profiles';
import { routeFault } from './routePattern';
import { createRouter, methodLabel } from './routes';

describe('createRouter', () => {
  it.each<[ProfileName, string, string, string]>([
    ['langflow', 'POST', '/api/v1/run/1f2e?stream=true', 'run/1f2e'],
    ['langflow', 'POST', '/api/v1/run/advanced/1f2e', 'run_advanced/1f2e'],
    ['langflow', 'POST', '/api/v1/webhook/orders', 'webhook/orders'],
    ['langflow', 'POST', '/api/v1/build/1f2e/flow', 'build/1f2e'],
    ['langflow', 'GET', '/api/v1/run/1f2e', 'api'],
    ['langflow', 'GET', '/api/v1/build/7/events', 'build_events'],
    ['langflow', 'POST', '/api/v2/workflows', 'workflows'],
    ['langflow', 'GET', '/api/v2/workflows/7/stop', 'workflows'],
    ['langflow', 'GET', '/health', 'other'],
    ['kotaemon', 'POST', '/queue/join', 'queue_join'],
    ['kotaemon', 'GET', '/app/queue/data?session_hash=x', 'queue_data'],
    ['chatchat', 'POST', '/chat/chat/completions', 'chat'],
    ['chatchat', 'POST', '/knowledge_base', 'knowledge_base'],
    ['generic', 'GET', '/', 'other'],
  ])('%s %s %s is %s', (profile, method, target, route) => {
    expect(createRouter(profile, [])(method, target)).toBe(route);
  });

  it.each([
    ['is decoded', 'Support%20bot%21', 'run/Support bot!'],
    ['keeps letters of all scripts', '%E5%AE%A2%E6%9C%8D', 'run/客服'],
    ['has no control characters, line ends or odd spaces', 'a%0Ab%00c%E2%80%A8d%C2%A0e', 'run/a_b_c_d_e'],
    ['that cannot be decoded stays as it is', 'a%zz', 'run/a%zz'],
    ['is cut when it is long', 'x'.repeat(1000), `run/${'x'.repeat(64)}`],
    ['is cut without being decoded when it is huge', '%61'.repeat(80_000), `run/${'%61'.repeat(22).slice(0, 64)}`],
    ['is never empty', '', 'api'],
  ])('a part in a name %s', (_, part, route) => {
    expect(createRouter('langflow', [])('POST', `/api/v1/run/${part}`)).toBe(route);
  });

  it('asks the configuration first and takes its dots for dots', () => {
    const router = createRouter('langflow', [
      { name: 'mine', pattern: 'POST /api/v1/run/{flow}' },
      { name: 'file', pattern: '/a.b' },
      { name: 'team/{team}/{tool}', pattern: '/tools/{tool}/of/{team}/*' },
    ]);
    expect(router('POST', '/api/v1/run/x')).toBe('mine');
    expect(router('GET', '/a.b')).toBe('file');
    expect(router('GET', '/axb')).toBe('other');
    expect(router('GET', '/tools/search/of/ops/a/b')).toBe('team/ops/search');
    expect(router('GET', '/tools/search/of/ops')).toBe('team/ops/search');
  });

  it('is not slowed down by paths that are made to be slow', () => {
    const router = createRouter('generic', [{ name: 'deep/{a}', pattern: `${'/{a}'.repeat(30)}/end` }]);
    expect(router('GET', '/a'.repeat(100_000))).toBe('other');
    expect(router('GET', `${'/a'.repeat(30)}/end`)).toBe('deep/a');
  });
});

describe('routeFault', () => {
  it.each([
    ['a plain route', 'chat', 'POST /chat/*', undefined],
    ['a part in the name', 'run/{flow}', '/run/{flow}', undefined],
    ['no path', 'chat', 'chat', /is not a pattern; use e\.g\./],
    [
      'a part that the pattern has not',
      'run/{flow}',
      '/run/{id}',
      /the name has {flow}, but the pattern has only {id}/,
    ],
    ['a part where the pattern has none', 'run/{flow}', '/run', /the pattern has no such part/],
    ['a name that is nothing but a part', '{flow}', '/run/{flow}', /no fixed begin; use e\.g\. run\/{flow}/],
    ['a name without a family', 'run-{flow}', '/run/{flow}', /no fixed begin/],
    ['half a part', 'x', '/a{b}', /"a{b}" cannot stand in a pattern/],
    ['anything in the middle', 'x', '/a/*/b', /"\*" cannot stand in a pattern/],
  ])('%s', (_, name, pattern, fault) => {
    const found = routeFault({ name, pattern });
    if (fault === undefined) {
      expect(found).toBeUndefined();
    } else {
      expect(found).toMatch(fault);
    }
  });
});

describe('methodLabel', () => {
  it.each([
    ['GET', 'GET'],
    ['PROPFIND', 'other'],
    [undefined, 'other'],
  ])('%s', (method, label) => {
    expect(methodLabel(method)).toBe(label);
  });
});
