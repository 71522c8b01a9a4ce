import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** How many ports after the wanted one are tried. */
const TRIES = 200;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The wanted port or, where it is taken, the next free one. Not just any free one: that would come from the range which
 * outgoing connections use, and one of them could take it before the program that is to have it.
 */
export async function takePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port++) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`There is no free port on ${LOOPBACK} from ${wanted} on: end what listens there, or choose --port.`);
}
