import type { ServerResponse } from 'node:http';
import { HttpError } from '../net/http';
import type { LeaseStore } from './store';

const LONGEST_SECONDS = 3600;

/**
 * Answers `GET …/leases?watch=true`: one JSON event a line from `resourceVersion` on, until `timeoutSeconds` are over or the
 * client leaves. Only `fieldSelector=metadata.name=…` is understood, which is what a rule with resourceNames allows.
 */
export function watchLeases(
  store: LeaseStore,
  namespace: string,
  query: URLSearchParams,
  response: ServerResponse
): void {
  const name = nameOf(query.get('fieldSelector'));
  const seconds = wholeNumber(query, 'timeoutSeconds', LONGEST_SECONDS);
  const after = wholeNumber(query, 'resourceVersion', 0);
  const lines: string[] = [];
  let write = (line: string): void => void lines.push(line);
  const end = store.watch(after, (event) => {
    const { metadata } = event.object;
    if (metadata.namespace === namespace && (name === undefined || metadata.name === name)) {
      write(`${JSON.stringify(event)}\n`);
    }
  });
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  write = (line) => void response.write(line);
  lines.forEach(write);
  const timer = setTimeout(() => response.end(), seconds * 1000);
  response.once('close', () => {
    clearTimeout(timer);
    end();
  });
}

function nameOf(fieldSelector: string | null): string | undefined {
  if (fieldSelector === null || fieldSelector === '') {
    return undefined;
  }
  const match = /^metadata\.name==?([a-z0-9.-]+)$/.exec(fieldSelector);
  if (!match) {
    throw new HttpError(400, `field label not supported: ${fieldSelector}`);
  }
  return match[1];
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name) ?? '';
  if (!/^\d*$/.test(text)) {
    throw new HttpError(400, `${name}: ${JSON.stringify(text)} is not a whole number`);
  }
  return text === '' ? fallback : Number(text);
}
