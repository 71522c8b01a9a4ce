import type { IncomingHttpHeaders } from 'node:http';

/** Limits are by the minute, the day or at most the month; a time further away is a mistake and not believed. */
const LONGEST_SECONDS = 31 * 86_400;

const SECONDS_IN: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Plain numbers from here on are moments: no window is 30 years long. */
const FIRST_UNIX_SECONDS = 1e9;
const FIRST_UNIX_MILLISECONDS = 1e12;

/**
 * Seconds until a limit resets: `12ms`, `6m0s`, `1h2m3.5s`, a number of seconds, Unix seconds or milliseconds, or RFC 3339.
 * A moment that has passed is 0. `undefined` for what is none of them.
 */
export function parseReset(text: string, nowSeconds: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    const isMoment = number >= FIRST_UNIX_SECONDS;
    const unixSeconds = number >= FIRST_UNIX_MILLISECONDS ? number / 1000 : number;
    return believable(isMoment ? unixSeconds - nowSeconds : number);
  }
  if (/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) {
    return believable(durationOf(text));
  }
  // RFC 3339, section 5.6
  return /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(text)
    ? believable(Date.parse(text) / 1000 - nowSeconds)
    : undefined;
}

/** How long a provider asks to wait: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date (RFC 9110). */
export function readRetryAfter(headers: IncomingHttpHeaders, nowSeconds: number): number | undefined {
  const milliseconds = headers['retry-after-ms']?.toString().trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(milliseconds)) {
    return believable(Number(milliseconds) / 1000);
  }
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) {
    return believable(Number(text));
  }
  // Date.parse takes many a text for a date, most of them in local time.
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* GMT$/.test(text)
    ? believable(Date.parse(text) / 1000 - nowSeconds)
    : undefined;
}

function durationOf(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)].reduce(
    (seconds, [, number, unit]) => seconds + Number(number) * SECONDS_IN[unit],
    0
  );
}

function believable(seconds: number): number | undefined {
  return seconds <= LONGEST_SECONDS ? Math.max(0, seconds) : undefined;
}
