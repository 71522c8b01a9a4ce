import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { LOOPBACK, takePort } from '../../launch/ports';
import { Service } from '../../launch/service';
import { snappyLiterals } from './snappy';
import type { Labels, Series } from './series';
import { encodeWriteRequest } from './writeRequest';

/** A series as a query answers it: times in seconds since the epoch. */
export interface Answer {
  readonly metric: Labels;
  readonly values: ReadonlyArray<readonly [time: number, value: string]>;
}

/** Where it listens when that is free; away from what the demo itself uses. */
const FIRST_PORT = 19_090;

/** Samples in one request: a few megabytes. */
const SAMPLES_PER_REQUEST = 100_000;

/** Samples are accepted in order, some of them a day old; nothing is scraped and nobody is notified. */
const CONFIGURATION = 'global: {}\n';

/** It lives for seconds: within bounds, collecting garbage less often saves a quarter of its time. */
const BOUNDED_MEMORY = { GOGC: '400', GOMEMLIMIT: '400MiB' };

/**
 * A Prometheus that lives only while history is written. It takes samples by remote write, because that is the one way
 * in for stale markers, without which whatever ended would seem to go on for five minutes; it answers the expressions of
 * the rules; and it hands its samples over as blocks.
 */
export class TemporaryPrometheus {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  private constructor(
    /** Its address. */
    readonly url: string,
    private readonly folder: string,
    private readonly service: Service
  ) {}

  /** Starts one with an empty store in `folder`; `env` is what Go's memory is bounded by. */
  static async start(
    program: string,
    folder: string,
    env: Readonly<Record<string, string>> = BOUNDED_MEMORY
  ): Promise<TemporaryPrometheus> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, CONFIGURATION);
    const port = await takePort(FIRST_PORT);
    const url = `http://${LOOPBACK}:${port}`;
    const service = Service.start(
      {
        name: 'prometheus',
        file: program,
        args: [
          `--config.file=${file}`,
          `--storage.tsdb.path=${join(folder, 'data')}`,
          '--storage.tsdb.retention.time=10y',
          `--web.listen-address=${LOOPBACK}:${port}`,
          '--web.enable-remote-write-receiver',
          '--web.enable-admin-api',
          '--web.enable-lifecycle',
          '--log.level=warn',
        ],
        env,
        readyAt: `${url}/-/ready`,
        readyWithinSeconds: 30,
        stopWithinSeconds: 15,
        hint: `It was started to write the history; try it by hand: ${program} --version`,
      },
      folder
    );
    const prometheus = new TemporaryPrometheus(url, folder, service);
    try {
      await service.ready();
    } catch (error) {
      await prometheus.stop();
      throw error;
    }
    return prometheus;
  }

  get pid(): number {
    return this.service.pid ?? 0;
  }

  /** Evaluates the rule files from now on, in place of those before. */
  async evaluate(ruleFiles: readonly string[]): Promise<void> {
    await writeFile(join(this.folder, 'prometheus.yml'), `${CONFIGURATION}rule_files: ${JSON.stringify(ruleFiles)}\n`);
    await this.post('/-/reload', '', {});
  }

  /** What it exports about itself. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  /** Writes what waits in the series, and empties them. */
  async write(series: readonly Series[]): Promise<number> {
    let batch: Series[] = [];
    let samples = 0;
    let written = 0;
    const send = async () => {
      await this.post('/api/v1/write', snappyLiterals(encodeWriteRequest(batch)), {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
      });
      batch.forEach((one) => one.clear());
      written += samples;
      batch = [];
      samples = 0;
    };
    for (const one of series) {
      if (one.times.length > 0) {
        batch.push(one);
        samples += one.times.length;
      }
      if (samples >= SAMPLES_PER_REQUEST) {
        await send();
      }
    }
    if (samples > 0) {
      await send();
    }
    return written;
  }

  /** The names of all series that it holds. */
  async seriesNames(): Promise<Set<string>> {
    const answer = await fetch(`${this.url}/api/v1/label/__name__/values`);
    if (!answer.ok) {
      throw await this.service.failure(`did not tell its series (${answer.status})`);
    }
    return new Set((await answer.json()).data);
  }

  /** The values of an expression every `stepSeconds` from `from` to `to`, both included; seconds since the epoch. */
  async queryRange(query: string, from: number, to: number, stepSeconds: number): Promise<readonly Answer[]> {
    const parameters = { query, start: String(from), end: String(to), step: String(stepSeconds) };
    return this.result('/api/v1/query_range', parameters);
  }

  /** Puts everything written so far as blocks into a folder, which holds no block of the same time. Returns how many. */
  async moveBlocksTo(folder: string): Promise<number> {
    const { data } = JSON.parse(await this.post('/api/v1/admin/tsdb/snapshot', '', {}));
    const snapshot = join(this.folder, 'data', 'snapshots', String(data.name));
    const blocks = await readdir(snapshot);
    for (const block of blocks) {
      await rename(join(snapshot, block), join(folder, block));
    }
    return blocks.length;
  }

  /** Ends it and removes what it wrote, blocks that were moved excepted. */
  async stop(): Promise<void> {
    this.agent.destroy();
    await this.service.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private async result<T>(path: string, parameters: Record<string, string>): Promise<T> {
    const answer = await this.post(path, new URLSearchParams(parameters).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    return JSON.parse(answer).data.result;
  }

  private async post(path: string, body: string | Buffer, headers: Record<string, string>): Promise<string> {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(this.url + path, { method: 'POST', agent: this.agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
        );
      });
      sent.once('error', reject);
      sent.end(body);
    }).catch(async (error: Error) => {
      throw await this.service.failure(`did not answer ${path} (${error.message})`);
    });
    if (status >= 300) {
      throw new Error(`Prometheus refused ${path} (${status}): ${text.slice(0, 500).trim()}`);
    }
    return text;
  }
}
