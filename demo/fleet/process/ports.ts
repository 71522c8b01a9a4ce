import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, one of which could else take a port that is to be used later. */
const FIRST = 20_000;
const LAST = 31_999;

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Hands out free ports, none twice before it has been round once. */
export class Ports {
  private next: number;

  constructor(
    private readonly host: string,
    start: number = process.pid
  ) {
    this.next = FIRST + ((start * 37) % (LAST - FIRST + 1));
  }

  async take(): Promise<number> {
    for (let tried = FIRST; tried <= LAST; tried++) {
      const port = this.next;
      this.next = port === LAST ? FIRST : port + 1;
      if (await isFree(port, this.host)) {
        return port;
      }
    }
    throw new Error(`no free port on ${this.host} between ${FIRST} and ${LAST}`);
  }
}
