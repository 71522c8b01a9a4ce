import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface OpenLoop {
  readonly url: URL;
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

const HEAD_END = '\r\n\r\n';

/** One kept-alive connection that asks for one thing at a time. */
class Asker {
  private readonly socket: net.Socket;
  private sentAt = 0;
  private received = 0;
  private expected: number | undefined;
  private settle: ((milliseconds: number) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  constructor(
    url: URL,
    private readonly text = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: */*${HEAD_END}`
  ) {
    this.socket = net.connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', (error) => this.fail?.(error));
    this.socket.on('close', () => this.fail?.(new Error(`${url.host} closed a connection`)));
  }

  /** Milliseconds from writing the request until the last byte of its answer. */
  ask(): Promise<number> {
    this.received = 0;
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      this.sentAt = performance.now();
      this.socket.write(this.text, 'latin1');
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  /** All answers are alike: once the length of the first is known, the others are only counted. */
  private read(chunk: Buffer): void {
    const milliseconds = performance.now() - this.sentAt;
    if (this.expected === undefined) {
      const head = chunk.toString('latin1');
      const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head);
      if (!head.startsWith('HTTP/1.1 200') || length === null) {
        this.fail?.(new Error(`an answer that cannot be measured: ${head.split('\r\n', 1)[0]}`));
        return;
      }
      this.expected = head.indexOf(HEAD_END) + HEAD_END.length + Number(length[1]);
    }
    this.received += chunk.length;
    if (this.received >= this.expected) {
      this.settle?.(milliseconds);
    }
  }
}

/**
 * Asks at a fixed rate, however long answers take, and returns each latency in ms. Autocannon counts whole milliseconds,
 * which is too coarse for what a proxy adds.
 */
export async function openLoop({ url, requestsPerSecond, seconds }: OpenLoop): Promise<number[]> {
  const idle: Asker[] = [];
  const all: Asker[] = [];
  const latencies: number[] = [];
  const ongoing: Array<Promise<void>> = [];
  const askOnce = async () => {
    let asker = idle.pop();
    if (asker === undefined) {
      asker = new Asker(url);
      all.push(asker);
    }
    latencies.push(await asker.ask());
    idle.push(asker);
  };
  try {
    const begunAt = performance.now();
    for (let sent = 0; sent < requestsPerSecond * seconds; ) {
      const due = ((performance.now() - begunAt) / 1000) * requestsPerSecond;
      for (; sent < due; sent++) {
        ongoing.push(askOnce());
      }
      await sleep(1);
    }
    await Promise.all(ongoing);
  } finally {
    all.forEach((asker) => asker.close());
  }
  return latencies;
}
