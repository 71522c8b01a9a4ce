import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { NONE } from './address';

/** The header in which a client names its team. It goes no further than the gateway. */
export const TEAM_HEADER = 'x-elastiscope-team';

/** The API keys of OpenAI, Anthropic, Azure and Gemini travel in these headers, apart from `Authorization`. */
const KEY_HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key'] as const;

const LONGEST_NAME = 100;

/**
 * Who asks: the team that a request names in its header, else the one that its API key is configured for, else `none`.
 * `teams` holds names by the beginning of the key's SHA-256 in lower-case hex; the longest that fits holds. A key is
 * hashed and let go: it is neither kept nor logged.
 */
export function createTeamOf(teams: ReadonlyMap<string, string>): (request: IncomingMessage) => string {
  const lengths = [...new Set([...teams.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  const teamOfKey = (key: string): string | undefined => {
    const hash = createHash('sha256').update(key).digest('hex');
    return lengths.map((length) => teams.get(hash.slice(0, length))).find((team) => team !== undefined);
  };
  return ({ headers, url = '' }) => {
    const named = nameIn(headers);
    if (named !== '' || teams.size === 0) {
      return named || NONE;
    }
    const key = keyIn(headers) ?? keyInQuery(url);
    return (key === undefined ? undefined : teamOfKey(key)) ?? NONE;
  };
}

function nameIn(headers: IncomingHttpHeaders): string {
  const name = headers[TEAM_HEADER]?.toString() ?? '';
  return name
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, LONGEST_NAME);
}

function keyIn(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const others = KEY_HEADERS.map((name) => headers[name]?.toString().trim());
  return [bearer, ...others].find((key) => key !== undefined && key !== '');
}

/** Gemini also takes its key as `?key=`. */
function keyInQuery(url: string): string | undefined {
  const at = url.indexOf('?');
  return at === -1 ? undefined : (new URLSearchParams(url.slice(at)).get('key') ?? undefined);
}
