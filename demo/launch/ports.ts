import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** The port, when it is free; with 0, any free one. Undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}

/** The wanted port or, where it is taken, a free one. */
export async function takePort(wanted: number): Promise<number> {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === undefined) {
    throw new Error(`There is no free port on ${LOOPBACK}.`);
  }
  return port;
}
