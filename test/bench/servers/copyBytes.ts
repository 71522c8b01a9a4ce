// What no proxy can do without: a connection on each side and a copy of the bytes, of which nothing is read.
import net, { type AddressInfo } from 'node:net';

const target = new URL(process.env.TARGET ?? '');

const server = net.createServer({ noDelay: true }, (client) => {
  const backend = net.connect({ host: target.hostname, port: Number(target.port), noDelay: true });
  const end = () => {
    client.destroy();
    backend.destroy();
  };
  client.on('error', end).on('close', end);
  backend.on('error', end).on('close', end);
  client.pipe(backend).pipe(client);
});

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.on('end', () => process.exit(0)).resume();
