/** Shorter prefixes are kept: cutting them saves no room. */
const SHORTEST_CUT = 4;
/** A rest shorter than this (an ordinal) says nothing by itself and keeps the word before it. */
const SHORTEST_REST = 3;

/**
 * What all names begin with, up to a separator, so that the rest is a word of its own: of `chat-7f9-abcde` and
 * `chat-7f9-vwxyz` it is `chat-7f9-`, of `chat-ha-0` and `chat-ha-1` it is `chat-`. Empty when it is short, or without two
 * different names.
 */
export function sharedPrefix(names: readonly string[]): string {
  const [first = '', ...others] = new Set(names);
  let length = others.length === 0 ? 0 : first.length;
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) {
      length--;
    }
  }
  const shared = first.slice(0, length);
  const words = /^.*[-._:/]/.exec(shared)?.[0] ?? '';
  const restIsShort = names.some((name) => name.length - words.length < SHORTEST_REST);
  const prefix = restIsShort ? (/^.*[-._:/](?=[^-._:/]*[-._:/]$)/.exec(words)?.[0] ?? '') : words;
  return prefix.length < SHORTEST_CUT ? '' : prefix;
}

/** The instances of a failover without the prefix, which is marked by an ellipsis. */
export function shorten(
  { from, to }: { readonly from: string | undefined; readonly to: string },
  prefix: string
): { from: string | undefined; to: string } {
  const short = (name: string) => (prefix !== '' && name.startsWith(prefix) ? `…${name.slice(prefix.length)}` : name);
  return { from: from === undefined ? undefined : short(from), to: short(to) };
}
