import type { Reader } from '../http/decode';
import type { ProfileName } from '../lifecycle/profiles';
import { LineEdges } from './lineEdges';

/**
 * Gradio's queue, through which every question of Kotaemon goes (Gradio 4): `POST /queue/join` with a `session_hash` is
 * answered with an `event_id`, and `GET /queue/data?session_hash=…` streams what becomes of the events of that session.
 */
export type QueueStep = 'join' | 'data';

/** `route` of the durations of questions. */
export const QUESTION_ROUTE = 'question';

/** The step of a request, whatever the app is mounted below; `undefined` for all other requests. */
export function queueStep(profile: ProfileName, method: string, target: string): QueueStep | undefined {
  if (profile !== 'kotaemon') {
    return undefined;
  }
  const path = target.split('?', 1)[0];
  if (method === 'POST' && path.endsWith('/queue/join')) {
    return 'join';
  }
  return method === 'GET' && path.endsWith('/queue/data') ? 'data' : undefined;
}

/** The session whose events a data stream brings. */
export function sessionOf(target: string): string | undefined {
  return /[?&]session_hash=([^&#]{1,128})/.exec(target)?.[1];
}

/** Longest id that is believed, and with its name and quotes. */
const LONGEST_ID = 128;
const LONGEST_FIELD = 256;

/**
 * Finds the last value of a field of a JSON document of any size. Quotes inside strings are escaped, so what a user wrote
 * is never taken for it; Gradio's clients write `session_hash` after the data.
 */
export class FieldFinder implements Reader {
  value: string | undefined;
  private rest: Buffer = Buffer.alloc(0);
  private readonly name: string;
  private readonly field: RegExp;

  constructor(name: string) {
    this.name = `"${name}"`;
    this.field = new RegExp(`^"${name}"\\s{0,8}:\\s{0,8}"([^"\\\\]{1,${LONGEST_ID}})"`);
  }

  push(chunk: Buffer): void {
    const bytes = Buffer.concat([this.rest, chunk]);
    const at = bytes.lastIndexOf(this.name);
    const found = at === -1 ? null : this.field.exec(bytes.toString('latin1', at, at + LONGEST_FIELD));
    this.value = found?.[1] ?? this.value;
    // A copy, because a view would keep the whole chunk.
    this.rest = Buffer.from(bytes.subarray(-LONGEST_FIELD));
  }

  end(): void {
    this.rest = Buffer.alloc(0);
  }
}

export interface Completion {
  readonly eventId: string;
  readonly success: boolean;
}

/** Reads a data stream and tells of each event that is over. `success` stands behind the output, at the end of a line. */
export class CompletionReader extends LineEdges {
  constructor(completed: (completion: Completion) => void) {
    super((head, tail) => {
      const eventId = /"event_id"\s*:\s*"([^"\\]{1,128})"/.exec(head)?.[1];
      if (eventId !== undefined && /^data:\s*\{.{0,200}"msg"\s*:\s*"process_completed"/.test(head)) {
        completed({ eventId, success: /^.*"success"\s*:\s*(true|false)/.exec(tail)?.[1] !== 'false' });
      }
    });
  }
}
