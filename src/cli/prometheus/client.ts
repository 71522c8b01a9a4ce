import type { Access } from './access';
import { isRecord } from './record';
import { Refusal } from './refusal';

/** Answers that a shorter query may escape: too large, not executable within the limits, timed out on the way or there. */
const TOO_MUCH: ReadonlySet<number> = new Set([413, 422, 503, 504]);

const LONGEST_QUOTE = 300;

interface ApiAnswer {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly data?: unknown;
}

/** The HTTP API of a Prometheus, or of what answers like one (Mimir, Thanos, VictoriaMetrics). */
export class PrometheusClient {
  constructor(private readonly access: Access) {}

  get address(): string {
    return this.access.url;
  }

  /**
   * The data of an answer of `/api/v1/…`.
   *
   * @throws Refusal when it cannot be reached, takes too long, refuses, or is no Prometheus
   */
  async get(path: string, parameters: URLSearchParams): Promise<unknown> {
    const { status, text } = await this.fetch(`${this.address}/api/v1/${path}?${parameters}`);
    const answer = parse(text);
    if (status >= 200 && status < 300 && answer?.status === 'success') {
      return answer.data;
    }
    throw new Refusal(`${this.address}: ${whyNot(status, answer, text)}`, TOO_MUCH.has(status));
  }

  private async fetch(url: string): Promise<{ readonly status: number; readonly text: string }> {
    const { headers, timeoutSeconds } = this.access;
    try {
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      if (isRecord(error) && error.name === 'TimeoutError') {
        throw new Refusal(`${this.address}: no answer within ${timeoutSeconds} s (see --timeout)`, true);
      }
      throw new Refusal(`${this.address}: cannot be reached: ${reasonOf(error)}`, false);
    }
  }
}

function parse(text: string): ApiAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return isRecord(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function whyNot(status: number, answer: ApiAnswer | undefined, text: string): string {
  if (typeof answer?.error === 'string') {
    return `Prometheus answered ${status}: ${answer.error}`;
  }
  const quote = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
  const words = quote === '' ? '' : `: ${quote}`;
  if (status === 401 || status === 403) {
    return `access was refused (${status})${words} (see --http.config.file, or set PROMETHEUS_TOKEN)`;
  }
  return `answered ${status}, but not as Prometheus does; does its API lie below another path?${words}`;
}

/** The innermost reason: `fetch` itself says no more than "fetch failed". */
function reasonOf(error: unknown): string {
  const { cause, errors, message } = isRecord(error) ? error : {};
  const [inner = cause]: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return inner === undefined ? String(message ?? error) : reasonOf(inner);
}
