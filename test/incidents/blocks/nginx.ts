import { NGINX_VTS } from '../../../src/vocabulary/sources/nginxVts';
import type { System } from '../incident';
import type { SourceSeries } from '../series/source';
import { counting, type Timeline } from '../series/timeline';
import { identityOf } from '../systems';

export interface ServerStory {
  readonly requestsPerSecond: Timeline<number>;
  /** Declared as `backup`. */
  readonly isBackup?: boolean;
}

/** A server of an upstream of nginx with VTS, all of whose answers are 200. */
export function upstreamServer(system: System, backend: string, story: ServerStory): SourceSeries[] {
  const { requestsPerSecond, isBackup = false } = story;
  const labels = {
    ...identityOf(system),
    job: 'nginx',
    instance: '10.0.0.8:9113',
    upstream: 'backends',
    backend,
    ...(isBackup ? { backup: 'true' } : {}),
  };
  return ['1xx', '2xx', '3xx', '4xx', '5xx', 'total'].map((code) => ({
    name: NGINX_VTS.upstreamRequests.name,
    labels: { ...labels, code },
    at: counting(code === '2xx' || code === 'total' ? requestsPerSecond : 0),
  }));
}
