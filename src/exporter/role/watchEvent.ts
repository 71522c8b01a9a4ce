import { member, textMember } from './json';
import { type LeaseRecord, parseRecord } from './lease';

/** One line of a watch. `broken`: nothing more can be believed, everything has to be read again. */
export type WatchEvent =
  | { readonly type: 'changed'; readonly record: LeaseRecord }
  | { readonly type: 'deleted' }
  | { readonly type: 'ignored' }
  | { readonly type: 'broken' };

/** Reads a line of a watch for the lease of this name. Whatever is not understood is `broken`. */
export function parseWatchEvent(line: string, name: string): WatchEvent {
  try {
    const event: unknown = JSON.parse(line);
    const object = member(event, 'object');
    const type = textMember(event, 'type');
    if (type === 'BOOKMARK') {
      return { type: 'ignored' };
    }
    if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED') {
      return { type: 'broken' };
    }
    // A server that does not know the selector tells of every lease.
    if (textMember(member(object, 'metadata'), 'name') !== name) {
      return { type: 'ignored' };
    }
    return type === 'DELETED' ? { type: 'deleted' } : { type: 'changed', record: parseRecord(object) };
  } catch {
    return { type: 'broken' };
  }
}
