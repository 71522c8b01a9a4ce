import type { ProfileName } from '../lifecycle/profiles';

/** An error that a backend reports in the body. All expressions must match within one line of it. */
interface Rule {
  readonly reason: string;
  readonly status: (status: number) => boolean;
  readonly contentType: RegExp;
  /** Matched against the beginning of a line. */
  readonly lineStart?: RegExp;
  /** Matched anywhere in the line. No match may be longer than LOOK_BACK characters. */
  readonly anywhere?: readonly RegExp[];
}

const success = (status: number) => status >= 200 && status < 300;

/**
 * In a JSON string every quote is escaped, so an unescaped `"event":` is never something a user or a model has written.
 */
const RULES: Readonly<Record<ProfileName, readonly Rule[]>> = {
  langflow: [
    {
      // `run?stream=true` says text/event-stream and sends bare JSON without `data:`.
      reason: 'error_event',
      status: success,
      contentType: /event-stream|ndjson|json/,
      lineStart: /^(?:data:)?\s*\{\s*"event"\s*:\s*"error"/,
    },
    {
      // The job lives in another replica's memory: a sign of scaling without a shared queue (LangFlow #7579).
      reason: 'job_not_found',
      status: (status) => status === 404,
      contentType: /json|text/,
      anywhere: [/Job queue not found/],
    },
  ],
  kotaemon: [
    {
      reason: 'process_failed',
      status: success,
      contentType: /event-stream/,
      anywhere: [/"msg"\s{0,8}:\s{0,8}"process_completed"/, /"success"\s{0,8}:\s{0,8}false/],
    },
  ],
  chatchat: [
    { reason: 'code', status: success, contentType: /json/, lineStart: /^\s*\{\s*"code"\s*:\s*[45]\d\d\b/ },
    {
      // Langchain-Chatchat #5070: 200 after the model's server timed out.
      reason: 'error_event',
      status: success,
      contentType: /event-stream/,
      lineStart: /^data:\s*\{\s*(?:"code"\s*:\s*\d+\s*,\s*)?"error"\s*:\s*(?:"[^"]|[{[1-9]|true)/,
    },
  ],
  generic: [],
};

const LOOK_BACK = 256;

/** Reads the bytes of one answer as they pass by and says once that they report an error. */
export class SemanticErrorScanner {
  private line = '';
  private atLineStart = true;
  private matched = new Set<string>();
  private done = false;

  private constructor(
    private readonly rules: readonly Rule[],
    private readonly found: (reason: string) => void
  ) {}

  /** A scanner for an answer, or nothing when no rule is about such answers or its body cannot be read. */
  static for(
    profile: ProfileName,
    status: number,
    contentType: string | undefined,
    contentEncoding: string | undefined,
    found: (reason: string) => void
  ): SemanticErrorScanner | undefined {
    if (contentEncoding !== undefined && contentEncoding !== 'identity') {
      return undefined;
    }
    const rules = RULES[profile].filter((rule) => rule.status(status) && rule.contentType.test(contentType ?? ''));
    return rules.length === 0 ? undefined : new SemanticErrorScanner(rules, found);
  }

  push(chunk: Buffer): void {
    if (this.done) {
      return;
    }
    const [first, ...rest] = chunk.toString('latin1').split('\n');
    this.extendLine(first);
    for (const part of rest) {
      this.line = '';
      this.atLineStart = true;
      this.matched.clear();
      this.extendLine(part);
    }
  }

  private extendLine(part: string): void {
    this.line += part;
    for (const rule of this.rules) {
      if (!this.done && this.matches(rule)) {
        this.done = true;
        this.found(rule.reason);
      }
    }
    if (this.line.length > LOOK_BACK) {
      this.line = this.line.slice(-LOOK_BACK);
      this.atLineStart = false;
    }
  }

  private matches(rule: Rule): boolean {
    if (rule.lineStart !== undefined) {
      return this.atLineStart && rule.lineStart.test(this.line);
    }
    const open = (rule.anywhere ?? []).filter((expression) => !this.matched.has(expression.source));
    open.filter((expression) => expression.test(this.line)).forEach(({ source }) => this.matched.add(source));
    return open.every(({ source }) => this.matched.has(source));
  }
}
