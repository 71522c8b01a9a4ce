import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { reasonOf } from '../log';
import type { ObservedRole } from './observedRole';

/** One look at the role. `problem` says why a role is not known. */
export interface Look {
  readonly role: ObservedRole;
  readonly problem?: string;
}

const TIMEOUT_MS = 900;
/** More than a role and what may be beside it takes. */
const HEAD_BYTES = 1024;

const LEADER_WORDS: ReadonlySet<string> = new Set(['MASTER', 'LEADER', 'PRIMARY', 'ACTIVE']);
const STANDBY_WORDS: ReadonlySet<string> = new Set(['BACKUP', 'STANDBY', 'SECONDARY', 'REPLICA', 'PASSIVE', 'SLAVE']);

/** 200 is the leader, any other answer a standby (as with `/leader` of Patroni). */
export function askRole(url: URL): Promise<Look> {
  return new Promise((resolve) => {
    const get = url.protocol === 'https:' ? https.get : http.get;
    const headers = { Connection: 'close', 'User-Agent': 'elastiscope-exporter' };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const request = get(url, { agent: false, headers, signal }, (answer) => {
      resolve({ role: answer.statusCode === 200 ? 'leader' : 'standby' });
      request.destroy();
    });
    request.on('error', (error) => {
      const reason = signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : reasonOf(error);
      resolve({ role: 'unknown', problem: `${url.href}: ${reason}` });
    });
  });
}

/** Reads the role out of a file, such as one that a notify script of keepalived writes. */
export async function readRole(path: string): Promise<Look> {
  try {
    return roleIn(path, await headOf(path));
  } catch (error) {
    return { role: 'unknown', problem: reasonOf(error) };
  }
}

/** Never waits for a writer, if it is a pipe. */
async function headOf(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The role that the first word of a file's text names. */
export function roleIn(path: string, text: string): Look {
  const word = /\S+/.exec(text)?.[0].toUpperCase();
  if (word !== undefined && LEADER_WORDS.has(word)) {
    return { role: 'leader' };
  }
  if (word !== undefined && STANDBY_WORDS.has(word)) {
    return { role: 'standby' };
  }
  const what = word === undefined ? 'is empty' : `says ${JSON.stringify(word.slice(0, 40))}`;
  return { role: 'unknown', problem: `${path} ${what}, which is no role; write MASTER or BACKUP` };
}
