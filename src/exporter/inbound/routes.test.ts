/** @jest-environment node */
import type { ProfileName } from '../lifecycle/profiles';
import { createRouter, methodLabel } from './routes';

describe('createRouter', () => {
  it.each<[ProfileName, string, string, string]>([
    ['langflow', 'POST', '/api/v1/run/1f2e?stream=true', 'run'],
    ['langflow', 'POST', '/api/v1/run/advanced/1f2e', 'run_advanced'],
    ['langflow', 'GET', '/api/v1/run/1f2e', 'api'],
    ['langflow', 'GET', '/api/v1/build/7/events', 'build_events'],
    ['langflow', 'GET', '/health', 'other'],
    ['kotaemon', 'POST', '/queue/join', 'queue_join'],
    ['chatchat', 'POST', '/chat/chat/completions', 'chat'],
    ['chatchat', 'POST', '/knowledge_base', 'knowledge_base'],
    ['generic', 'GET', '/', 'other'],
  ])('%s %s %s is %s', (profile, method, target, route) => {
    expect(createRouter(profile, [])(method, target)).toBe(route);
  });

  it('asks the configuration first and takes its dots for dots', () => {
    const router = createRouter('langflow', [
      { name: 'mine', pattern: 'POST /api/v1/run/{flow}' },
      { name: 'file', pattern: '/a.b' },
    ]);
    expect(router('POST', '/api/v1/run/x')).toBe('mine');
    expect(router('GET', '/a.b')).toBe('file');
    expect(router('GET', '/axb')).toBe('other');
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
