import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Check, Verdict } from './profiles';

const CONNECT_TIMEOUT_MS = 1000;
const ANSWER_TIMEOUT_MS = 4000;
const LARGEST_BODY = 64 * 1024;

/** Whether the backend's port takes connections now. */
export function accepts(backend: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const port = backend.port === '' ? (backend.protocol === 'https:' ? 443 : 80) : Number(backend.port);
    const socket = net.connect({ host: backend.hostname.replace(/^\[|\]$/g, ''), port });
    const done = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/** The first verdict of a check whose path the backend knows; `unknown_path` when it knows none. */
export async function probe(backend: URL, checks: readonly Check[]): Promise<Verdict> {
  for (const check of checks) {
    const verdict = await ask(backend, check);
    if (verdict !== 'unknown_path') {
      return verdict;
    }
  }
  return 'unknown_path';
}

function ask(backend: URL, check: Check): Promise<Verdict> {
  return new Promise((resolve) => {
    const get = backend.protocol === 'https:' ? https.get : http.get;
    const headers = { Connection: 'close', 'User-Agent': 'elastiscope-exporter' };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const request = get(new URL(check.path, backend), { agent: false, headers, signal }, (answer) => {
      const status = answer.statusCode ?? 0;
      if (check.readsBody !== true) {
        resolve(check.judge(status, ''));
        request.destroy();
        return;
      }
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        body = (body + text).slice(0, LARGEST_BODY);
      });
      answer.once('end', () => resolve(check.judge(status, body)));
      answer.once('error', () => resolve('not_ready'));
    });
    request.on('error', () => resolve('not_ready'));
  });
}
