import { isRecord, messageOf } from '../net/http';

const TIMEOUT_MS = 3_000;

/** Asks a Prometheus for the value of an expression now. */
export class PrometheusClient {
  constructor(private readonly url: string) {}

  /** The value, `undefined` where the answer is empty; rejects when there is no answer. */
  async value(query: string): Promise<number | undefined> {
    const url = `${this.url.replace(/\/$/, '')}/api/v1/query?query=${encodeURIComponent(query)}`;
    let answer: unknown;
    try {
      answer = await (await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })).json();
    } catch (error) {
      throw new Error(`${this.url} does not answer: ${messageOf(error)}`);
    }
    if (!isRecord(answer) || answer.status !== 'success' || !isRecord(answer.data)) {
      throw new Error(`${this.url} refused ${query}: ${JSON.stringify(answer).slice(0, 200)}`);
    }
    const first: unknown = Array.isArray(answer.data.result) ? answer.data.result[0] : undefined;
    const sample: unknown = isRecord(first) && Array.isArray(first.value) ? first.value[1] : undefined;
    const value = Number(sample);
    return Number.isFinite(value) ? value : undefined;
  }
}
