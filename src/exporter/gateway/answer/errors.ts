import { isObject, type JsonObject } from '../usage';

/** Values of `reason` of `llm_errors_total`. */
export const ERROR_REASONS = [
  'rate_limited',
  'quota',
  'overloaded',
  'unauthorized',
  'not_found',
  'context_length',
  'invalid_request',
  'timeout',
  'server_error',
  'unreachable',
  'broken_off',
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** What is meant by the words that providers put into `code` and `type` of their errors. The first match holds. */
const WORDS: ReadonlyArray<readonly [RegExp, ErrorReason]> = [
  [/insufficient_quota|billing|credit/, 'quota'],
  [/context_length|context_window|too_long/, 'context_length'],
  [/rate_limit|too_many_requests|resource_exhausted/, 'rate_limited'],
  [/overloaded|unavailable/, 'overloaded'],
  [/auth|permission|api_key/, 'unauthorized'],
  [/not_found/, 'not_found'],
  [/timeout|deadline/, 'timeout'],
  [/invalid|bad_request/, 'invalid_request'],
];

/** The reason that a document gives by itself, also in an answer that says 200; `undefined` when it reports no error. */
export function reasonInBody(document: JsonObject): ErrorReason | undefined {
  const nested = isObject(document.response) ? document.response.error : undefined;
  const error = isFilled(document.error) ? document.error : isFilled(nested) ? nested : undefined;
  if (error === undefined) {
    return undefined;
  }
  const words = isObject(error) ? [error.code, error.type, error.status].filter(isText).join(' ') : '';
  return WORDS.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1] ?? 'server_error';
}

/** The reason of an answer with this status; `undefined` below 400. What its body says is more exact. */
export function reasonOfStatus(status: number, inBody: ErrorReason | undefined): ErrorReason | undefined {
  if (status < 400) {
    return inBody;
  }
  if (inBody !== undefined && inBody !== 'server_error') {
    return inBody;
  }
  switch (status) {
    case 401:
    case 403:
      return 'unauthorized';
    case 402:
      return 'quota';
    case 404:
      return 'not_found';
    case 408:
    case 504:
      return 'timeout';
    case 429:
      return 'rate_limited';
    case 503:
    case 529:
      return 'overloaded';
    default:
      return status < 500 ? 'invalid_request' : 'server_error';
  }
}

function isFilled(error: unknown): boolean {
  return isObject(error) || (isText(error) && error !== '');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
