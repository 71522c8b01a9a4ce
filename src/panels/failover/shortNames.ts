/** Shorter prefixes are kept: cutting them saves no room. */
const SHORTEST_CUT = 4;

/**
 * What all names begin with, but for the last word that they share, so that the rest still says something: of
 * `langflow-7f9-abc` and `langflow-7f9-xyz` it is `langflow-`. Empty when it is short, or without two different names.
 */
export function sharedPrefix(names: readonly string[]): string {
  const [first = '', ...others] = new Set(names);
  let length = others.length === 0 ? 0 : first.length;
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) {
      length--;
    }
  }
  const prefix = /^.*[-._:/](?=[^-._:/]*[-._:/])/.exec(first.slice(0, length))?.[0] ?? '';
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
