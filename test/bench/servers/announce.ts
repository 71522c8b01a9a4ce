import http from 'node:http';

/** Listens on a free port of loopback, writes the port to standard output, and ends when standard input is closed. */
export function announce(handler: http.RequestListener): void {
  const server = http.createServer({ keepAliveTimeout: 75_000, noDelay: true }, handler);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
  });
  process.stdin.resume().once('end', () => process.exit(0));
}
