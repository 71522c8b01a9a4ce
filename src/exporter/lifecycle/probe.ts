import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Check, Verdict } from './profiles';

/** What the backend answered. */
export interface Finding {
  readonly verdict: Verdict;
  /** What tells its process from the next one, where the profile knows such a thing. */
  readonly identity?: string;
  /** The check whose path the backend knows; `undefined` when it gave no answer. */
  readonly check?: Check;
}

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

/**
 * What the first check found whose path the backend knows; `unknown_path` when it knows none. The one that it is known to
 * know is asked first.
 */
export async function probe(backend: URL, checks: readonly Check[], known?: Check): Promise<Finding> {
  for (const check of known === undefined ? checks : [known, ...checks.filter((each) => each !== known)]) {
    const finding = await ask(backend, check, check === known);
    if (finding.verdict !== 'unknown_path') {
      return finding;
    }
  }
  return { verdict: 'unknown_path' };
}

function ask(backend: URL, check: Check, isKnown: boolean): Promise<Finding> {
  const judge = (status: number, body: string): Verdict =>
    (isKnown ? check.judgeKnown?.(status) : undefined) ?? check.judge(status, body);
  return new Promise((resolve) => {
    const get = backend.protocol === 'https:' ? https.get : http.get;
    const headers = { Connection: 'close', 'User-Agent': 'elastiscope-exporter' };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const request = get(new URL(check.path, backend), { agent: false, headers, signal }, (answer) => {
      const status = answer.statusCode ?? 0;
      if (check.readsBody !== true) {
        resolve({ verdict: judge(status, ''), check });
        request.destroy();
        return;
      }
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        body = (body + text).slice(0, LARGEST_BODY);
      });
      answer.once('end', () => resolve({ verdict: judge(status, body), identity: check.identity?.(body), check }));
      answer.once('error', () => resolve({ verdict: 'not_ready' }));
    });
    request.on('error', () => resolve({ verdict: 'not_ready' }));
  });
}
