import { createServer, type Server } from 'node:net';

/** Below the ports that systems give to outgoing connections, one of which could else take a port that is to be used later. */
const FIRST = 20_000;
const BLOCKS = 60;
const PORTS_PER_BLOCK = 200;

/** A server on the port; `undefined` where somebody else listens. */
function tryToListen(port: number, host: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

/**
 * Hands out free ports, none twice before it has been round once. They come from a block that nobody else has: a port is used
 * only a while after it was found to be free, and two fleets that start at the same moment would find the same.
 */
export class Ports {
  private given = 0;

  private constructor(
    private readonly host: string,
    private readonly first: number,
    private readonly owner: Server
  ) {}

  /** Takes a block, which belongs to whoever listens on its first port. `start` says which one is tried first. */
  static async open(host: string, start: number = process.pid): Promise<Ports> {
    for (let tried = 0; tried < BLOCKS; tried++) {
      const first = FIRST + ((start + tried) % BLOCKS) * PORTS_PER_BLOCK;
      const owner = await tryToListen(first, host);
      if (owner) {
        owner.unref();
        return new Ports(host, first, owner);
      }
    }
    throw new Error(`no free block of ports on ${host} between ${FIRST} and ${FIRST + BLOCKS * PORTS_PER_BLOCK - 1}`);
  }

  async take(): Promise<number> {
    for (let tried = 1; tried < PORTS_PER_BLOCK; tried++) {
      const port = this.first + 1 + (this.given++ % (PORTS_PER_BLOCK - 1));
      const server = await tryToListen(port, this.host);
      if (server) {
        await closed(server);
        return port;
      }
    }
    throw new Error(`no free port on ${this.host} between ${this.first} and ${this.first + PORTS_PER_BLOCK - 1}`);
  }

  /** Gives the block back. */
  close(): Promise<void> {
    return closed(this.owner);
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
