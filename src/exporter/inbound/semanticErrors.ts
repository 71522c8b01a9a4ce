import type { Reader } from '../http/decode';
import type { ProfileName } from '../lifecycle/profiles';
import { LineEdges } from './lineEdges';

/** An error that a backend reports in the body of an answer. */
interface Rule {
  readonly reason: string;
  readonly status: (status: number) => boolean;
  readonly contentType: RegExp;
  /** Matched against the begin of each line. */
  readonly line: RegExp;
}

const success = (status: number) => status >= 200 && status < 300;

/**
 * In a JSON string every quote is escaped, so an unescaped `"event":` is never something a user or a model has written.
 * Kotaemon's errors are those of its questions: gradioQueue.ts.
 */
const RULES: Readonly<Record<ProfileName, readonly Rule[]>> = {
  langflow: [
    {
      // `run?stream=true` says text/event-stream and sends bare JSON without `data:`.
      reason: 'error_event',
      status: success,
      contentType: /event-stream|ndjson|json/,
      line: /^(?:data:)?\s*\{\s*"event"\s*:\s*"error"/,
    },
    {
      // The job lives in another replica's memory: a sign of scaling without a shared queue (LangFlow #7579).
      reason: 'job_not_found',
      status: (status) => status === 404,
      contentType: /json|text/,
      line: /Job queue not found/,
    },
  ],
  kotaemon: [],
  chatchat: [
    {
      // Langchain-Chatchat #5070: 200 after the model's server timed out.
      reason: 'error_event',
      status: success,
      contentType: /event-stream/,
      line: /^data:\s*\{\s*(?:"code"\s*:\s*\d+\s*,\s*)?"error"\s*:\s*(?:"[^"]|[{[1-9]|true)/,
    },
    {
      reason: 'code',
      status: success,
      contentType: /json|event-stream/,
      line: /^(?:data:)?\s*\{\s*"code"\s*:\s*[45]\d\d\b/,
    },
  ],
  generic: [],
};

/** Reads one answer as it passes by and says once that it reports an error. */
export class SemanticErrorScanner implements Reader {
  private readonly lines: LineEdges;
  private done = false;

  private constructor(rules: readonly Rule[], found: (reason: string) => void) {
    this.lines = new LineEdges((line) => {
      const rule = this.done ? undefined : rules.find((candidate) => candidate.line.test(line));
      if (rule !== undefined) {
        this.done = true;
        found(rule.reason);
      }
    });
  }

  /** A scanner for an answer, or nothing when no rule is about such answers. */
  static for(
    profile: ProfileName,
    status: number,
    contentType: string | undefined,
    found: (reason: string) => void
  ): SemanticErrorScanner | undefined {
    const rules = RULES[profile].filter((rule) => rule.status(status) && rule.contentType.test(contentType ?? ''));
    return rules.length === 0 ? undefined : new SemanticErrorScanner(rules, found);
  }

  push(chunk: Buffer): void {
    if (!this.done) {
      this.lines.push(chunk);
    }
  }

  end(): void {
    this.lines.end();
  }
}
