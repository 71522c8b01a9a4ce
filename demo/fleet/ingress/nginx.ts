import { spawnSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPLICA_COOKIE } from '../backend/kotaemon';
import type { Upstream } from './pool';

export interface NginxOptions {
  readonly directory: string;
  readonly port: number;
  /** Weights of the first upstreams; the next one is the backup. */
  readonly weights: readonly number[];
  readonly upstreams: readonly Upstream[];
}

/** Where nginx keeps bodies and answers that do not fit into memory. */
const TEMP_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * nginx as a load balancer: least connections, weights, one backup, passive health checks. A question's events are
 * fetched from the replica that holds its queue, which the cookie names.
 */
export function nginxConfig({ directory, port, weights, upstreams }: NginxOptions): string {
  const servers = upstreams.map(({ ports }, index) => {
    const role = index < weights.length ? `weight=${weights[index]}` : 'backup';
    return `    server 127.0.0.1:${ports.inbound} ${role} max_fails=2 fail_timeout=30s;`;
  });
  const single = upstreams.map(
    ({ ports }, index) => `  upstream replica_${index} { server 127.0.0.1:${ports.inbound}; keepalive 16; }`
  );
  const choices = upstreams.map(({ name }, index) => `    ${name} replica_${index};`);
  return `daemon off;
master_process off;
pid ${join(directory, 'nginx.pid')};
error_log /dev/null crit;
events { worker_connections 512; }
http {
  access_log off;
  server_tokens off;
${TEMP_PATHS.map((name) => `  ${name}_temp_path ${join(directory, name)};`).join('\n')}
  map_hash_bucket_size 128;
  upstream all {
    least_conn;
${servers.join('\n')}
    keepalive 32;
  }
${single.join('\n')}
  map $cookie_${REPLICA_COOKIE} $target {
    default all;
${choices.join('\n')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://$target;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Request-Start "t=\${msec}";
      proxy_next_upstream error timeout http_502 http_503 non_idempotent;
      proxy_next_upstream_tries 3;
      proxy_buffering off;
      proxy_read_timeout 120s;
    }
  }
}
`;
}

/** Writes the configuration, in one step for whoever waits for it; returns the file. */
export function writeNginxConfig(options: NginxOptions): string {
  const file = join(options.directory, 'nginx.conf');
  writeFileSync(`${file}.new`, nginxConfig(options));
  renameSync(`${file}.new`, file);
  return file;
}

/** Lets nginx itself check the configuration, whose words are better than those of a process that is gone. */
export function checkNginxConfig(binary: string, directory: string, file: string): void {
  const check = spawnSync(binary, ['-t', '-q', '-p', directory, '-c', file], { encoding: 'utf8' });
  if (check.status !== 0) {
    throw new Error(`${binary} refuses ${file}: ${check.error?.message ?? check.stderr.trim()}`);
  }
}
