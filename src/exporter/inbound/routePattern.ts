import type { RoutePattern } from '../config';

/** A path cut at its slashes; the first part is the empty one before the first slash. */
export type PathParts = readonly string[];

export interface CompiledRoute {
  /** How many parts a path must be cut into for it to be looked at. */
  readonly depth: number;
  /** The name of a request that matches; `undefined` when it does not. */
  nameOf(method: string, path: PathParts): string | undefined;
}

const PATTERN = /^(?:([A-Z]+) )?(\/.*)$/;
const ANYTHING_BELOW = '*';

/** Longest text that a part of a path becomes in a name. */
const LONGEST_PART = 64;
/** What is longer than this is cut without being decoded. */
const LONGEST_DECODED = 9 * LONGEST_PART;
/** Control characters, line ends, lone surrogates and all space but the common one. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** What is wrong with a route, said about `name=pattern`; `undefined` when nothing is. */
export function routeFault({ name, pattern }: RoutePattern): string | undefined {
  const path = PATTERN.exec(pattern)?.[2];
  if (path === undefined) {
    return `"${pattern}" is not a pattern; use e.g. /api/v1/run/{flow} or "POST /chat/*"`;
  }
  const parts = path.split('/');
  const strange = parts.find((part, index) => !isPatternPart(part, index === parts.length - 1));
  if (strange !== undefined) {
    return `"${strange}" cannot stand in a pattern; {name} stands for one whole part of the path, and * only at its end`;
  }
  const [family, ...used] = name.split(/\{([^{}]*)\}/);
  const missing = used.find((piece, index) => index % 2 === 0 && !parts.includes(`{${piece}}`));
  if (missing !== undefined) {
    const known = parts.filter((part) => part.startsWith('{')).join(', ');
    return `the name has {${missing}}, but the pattern has ${known === '' ? 'no such part' : `only ${known}`}`;
  }
  // What does not fit into the label's budget is counted under the fixed begin of the name.
  return used.length > 0 && !family.includes('/')
    ? `the name has no fixed begin; use e.g. run/{${used[0]}}`
    : undefined;
}

/** Makes a route without a fault ready for matching, which takes time linear in the length of the path. */
export function compile({ name, pattern }: RoutePattern): CompiledRoute {
  const [, method, path] = PATTERN.exec(pattern) ?? ['', undefined, '/'];
  const parts = path.split('/');
  const isOpen = parts.at(-1) === ANYTHING_BELOW;
  const closed = isOpen ? parts.slice(0, -1) : parts;
  const matchesPart = closed.map((part) =>
    part.startsWith('{') ? (text: string) => text !== '' : (text: string) => text === part
  );
  const fill = nameFiller(name, closed);
  return {
    depth: parts.length,
    nameOf: (requestMethod, requestPath) => {
      const matches =
        (method === undefined || method === requestMethod) &&
        (isOpen ? requestPath.length >= closed.length : requestPath.length === closed.length) &&
        matchesPart.every((matchesText, index) => matchesText(requestPath[index]));
      return matches ? fill(requestPath) : undefined;
    },
  };
}

function isPatternPart(part: string, isLast: boolean): boolean {
  return part === ANYTHING_BELOW ? isLast : /^\{[^{}*]+\}$/.test(part) || !/[{}*]/.test(part);
}

function nameFiller(name: string, parts: PathParts): (path: PathParts) => string {
  // Odd pieces are the names of parts.
  const pieces = name
    .split(/\{([^{}]*)\}/)
    .map((piece, index) => (index % 2 === 0 ? piece : parts.indexOf(`{${piece}}`)));
  return pieces.length === 1
    ? () => name
    : (path) => pieces.map((piece) => (typeof piece === 'string' ? piece : labelText(path[piece]))).join('');
}

/** A part of a path as it may stand in a label: decoded, printable, not too long. */
function labelText(part: string): string {
  const text = part.length > LONGEST_DECODED ? part : decoded(part);
  return text.slice(0, LONGEST_PART).replace(UNPRINTABLE, '_');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
