import type { BlockList } from 'node:net';
import { type Objective, OBJECTIVES } from '../vocabulary';
import type { LeaseName, ListenAddress, Provider, RoutePattern } from './config';
import { ConfigError, type Setting } from './configSources';
import { reasonOf } from './log';
import { callersFrom } from './http/callers';
import { routeFault } from './inbound/routePattern';

interface Entry {
  readonly where: string;
  readonly key: string;
  readonly text: string;
}

/** `undefined` when empty. */
export function parseText({ text }: Setting): string | undefined {
  return text === '' ? undefined : text;
}

/** What can stand in a header; `undefined` when empty. The value is in no message. */
export function parseToken({ where, text }: Setting): string | undefined {
  if (/[^\x21-\x7e]/.test(text)) {
    throw new ConfigError(
      `${where}: has spaces, line ends or characters that are not ASCII; use e.g. openssl rand -hex 16`
    );
  }
  return text === '' ? undefined : text;
}

export function parseChoice<T extends string>({ where, text }: Setting, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    throw new ConfigError(`${where}: "${text}" is not known; use ${choices.join(', ')}`);
  }
  return choice;
}

export function parseFlag(setting: Setting): boolean {
  return parseChoice(setting, ['true', 'false']) === 'true';
}

export function parseSeconds({ where, text }: Setting): number {
  const seconds = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new ConfigError(`${where}: "${text}" is not a number of seconds; use e.g. 30`);
  }
  return seconds;
}

/** A whole number from 1. */
export function parseCount({ where, text }: Setting): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || !Number.isSafeInteger(count)) {
    throw new ConfigError(`${where}: "${text}" is not a whole number from 1; use e.g. 100`);
  }
  return count;
}

/** An http or https URL; `undefined` when empty. Where there is a `base`, a path below it will do. */
export function parseUrl({ where, text }: Setting, base?: URL): URL | undefined {
  if (text === '') {
    return undefined;
  }
  return httpUrl(where, base !== undefined && text.startsWith('/') ? `${base.origin}${text}` : text);
}

function httpUrl(where: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const shown = text.replace(/\/\/[^/]*@/, '//…@');
    throw new ConfigError(`${where}: "${shown}" is not an http or https URL; use e.g. http://127.0.0.1:7860`);
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(
      `${where}: a URL here has no user, query or fragment; keys stay in the requests of the backend`
    );
  }
  return url;
}

/** `host:port` or `:port`; `undefined` (off) when empty. */
export function parseListen({ where, text }: Setting): ListenAddress | undefined {
  if (text === '') {
    return undefined;
  }
  const match = /^(.*):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port > 65535) {
    throw new ConfigError(`${where}: "${text}" is not an address; use e.g. :8080 or 127.0.0.1:8080, or leave it empty`);
  }
  const host = match[1].replace(/^\[|\]$/g, '');
  return { host: host === '' ? undefined : host, port };
}

/** Addresses by name, number or network; `undefined` is all of them. */
export function parseCallers({ where, text }: Setting): BlockList | undefined {
  try {
    return callersFrom(text);
  } catch (error) {
    throw new ConfigError(`${where}: ${reasonOf(error)}`);
  }
}

export function parseLease({ where, text }: Setting): LeaseName | undefined {
  if (text === '') {
    return undefined;
  }
  const match = /^([^/\s]+)\/([^/\s]+)$/.exec(text);
  if (match === null) {
    throw new ConfigError(`${where}: "${text}" is not namespace/name; use e.g. default/langflow-leader`);
  }
  return { namespace: match[1], name: match[2] };
}

/** `openai=https://api.openai.com,kimi:moonshot=https://…`: name, optionally that of the price table, URL. */
export function parseProviders(setting: Setting): Provider[] {
  return entriesOf(setting).map(({ where, key, text }) => {
    const [name, table] = key.split(':');
    if (!/^[A-Za-z0-9._-]+$/.test(name) || name === 'f') {
      throw new ConfigError(
        `${where}: "${name}" cannot name a provider; use letters, digits, ".", "_", "-", and not "f"`
      );
    }
    const url = httpUrl(where, text);
    return { name, pricedAs: table === undefined ? [...new Set([name, ...tablesOf(url)])] : [table], url };
  });
}

/** Whose prices hold behind these hosts, whatever the provider is called in the configuration. */
const TABLES_BY_HOST: ReadonlyArray<readonly [RegExp, string]> = [
  [/(^|\.)openai\.com$/, 'openai'],
  [/\.openai\.azure\.com$/, 'openai'],
  [/(^|\.)anthropic\.com$/, 'anthropic'],
  [/^generativelanguage\.googleapis\.com$/, 'google'],
  [/(^|\.)deepseek\.com$/, 'deepseek'],
  [/(^|\.)mistral\.ai$/, 'mistral'],
  [/(^|\.)x\.ai$/, 'x-ai'],
  [/(^|\.)groq\.com$/, 'groq'],
  [/(^|\.)cohere\.(ai|com)$/, 'cohere'],
];

function tablesOf({ hostname }: URL): string[] {
  return TABLES_BY_HOST.filter(([host]) => host.test(hostname)).map(([, table]) => table);
}

export function parseRoutes(setting: Setting): RoutePattern[] {
  return entriesOf(setting).map(({ where, key, text }) => {
    const route = { name: key, pattern: text };
    const fault = routeFault(route);
    if (fault !== undefined) {
      throw new ConfigError(`${where}: ${fault}`);
    }
    return route;
  });
}

export function parseTargets(setting: Setting): Map<Objective, number> {
  return new Map(
    entriesOf(setting).map(({ where, key, text }) => {
      if (!isObjective(key)) {
        throw new ConfigError(`${where}: "${key}" is no objective; use ${Object.keys(OBJECTIVES).join(', ')}`);
      }
      return [key, amount(where, text)] as const;
    })
  );
}

/** `local=1.20,…`: USD per hour by provider. */
export function parseHourlyCosts(setting: Setting): Map<string, number> {
  return new Map(entriesOf(setting).map(({ where, key, text }) => [key, amount(where, text)] as const));
}

/** `3fa9c1d2=search,…`: teams by the beginning of a SHA-256 in hex. */
export function parseTeams(setting: Setting): Map<string, string> {
  return new Map(
    entriesOf(setting).map(({ where, key, text }) => {
      if (!/^[0-9a-f]{8,64}$/i.test(key)) {
        throw new ConfigError(
          `${where.replace(key, `${key.slice(0, 4)}…`)}: not 8 to 64 hex digits of a SHA-256; take them from: printf %s "$KEY" | sha256sum`
        );
      }
      if (text === '') {
        throw new ConfigError(`${where}: the name of the team is missing`);
      }
      return [key.toLowerCase(), text] as const;
    })
  );
}

/** A number from 0. */
function amount(where: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || value < 0) {
    const digits = /\d+(\.\d+)?/.exec(text)?.[0] ?? '30';
    throw new ConfigError(`${where}: "${text}" is not a number (use ${digits})`);
  }
  return value;
}

function isObjective(name: string): name is Objective {
  return Object.hasOwn(OBJECTIVES, name);
}

/** The entries of a map, or those of `key=value,key=value`. */
function entriesOf({ where, text, entries }: Setting): readonly Entry[] {
  if (entries !== undefined) {
    return entries;
  }
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals <= 0) {
        throw new ConfigError(`${where}: "${part}" is not key=value; separate entries by commas`);
      }
      const key = part.slice(0, equals).trim();
      return { where: `${where}: ${key}`, key, text: part.slice(equals + 1).trim() };
    });
}
