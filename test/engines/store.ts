import { Agent, request } from 'node:http';
import type { Answer } from '../../demo/history/store/temporary';
import type { Labels } from '../../demo/history/store/series';

interface Instant {
  readonly metric: Labels;
  readonly value: readonly [time: number, value: string];
}

interface QueryData {
  readonly resultType: 'vector' | 'scalar';
  readonly result: readonly Instant[] | Instant['value'];
}

const REMOTE_WRITE = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A database of samples behind Prometheus' HTTP API. */
export class Store {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 2 });

  /** `flushPath`, where what was written is not found before a while, is asked to find it now. */
  constructor(
    private readonly url: string,
    private readonly flushPath?: string
  ) {}

  /** Takes a request of remote write, as it is sent. */
  async write(body: Buffer): Promise<void> {
    await this.ask('POST', '/api/v1/write', body, REMOTE_WRITE);
  }

  async settle(): Promise<void> {
    if (this.flushPath !== undefined) {
      await this.ask('GET', this.flushPath);
    }
  }

  /**
   * The value of an expression at a time. The step is what vmalert sends (`-datasource.queryStep`); the answers are not to
   * come from a cache, which takes for granted that nothing is written into the past.
   */
  async query(expr: string, time: number): Promise<Answer[]> {
    const form = new URLSearchParams({ query: expr, time: String(time), step: '300s', nocache: '1' });
    const text = await this.ask('POST', '/api/v1/query', form.toString(), FORM);
    const { data }: { data: QueryData } = JSON.parse(text);
    return isVector(data.result)
      ? data.result.map(({ metric, value }) => ({ metric, values: [value] }))
      : [{ metric: {}, values: [data.result] }];
  }

  close(): void {
    this.agent.destroy();
  }

  private async ask(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = {}
  ): Promise<string> {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(this.url + path, { method, agent: this.agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
    if (status >= 300) {
      throw new Error(`${path} answered ${status}: ${text.slice(0, 500).trim()}`);
    }
    return text;
  }
}

function isVector(result: QueryData['result']): result is readonly Instant[] {
  return typeof result[0] !== 'number';
}
