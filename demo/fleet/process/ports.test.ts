import { createServer } from 'node:net';
import { once } from 'node:events';
import { Ports } from './ports';

const HOST = '127.0.0.1';
const START = 17;

async function takeMany(ports: Ports, count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    taken.push(await ports.take());
  }
  return taken;
}

describe('Ports', () => {
  const opened: Ports[] = [];
  const open = async () => {
    const ports = await Ports.open(HOST, START);
    opened.push(ports);
    return ports;
  };

  afterEach(() => Promise.all(opened.splice(0).map((ports) => ports.close())));

  it('gives two fleets that start alike different ports, though none is used yet', async () => {
    const [one, other] = [await open(), await open()];
    const taken = [...(await takeMany(one, 100)), ...(await takeMany(other, 100))];
    expect(new Set(taken).size).toBe(200);
  });

  it('passes over a port that somebody uses', async () => {
    const ports = await open();
    const [first] = await takeMany(ports, 1);
    const server = createServer().listen(first + 1, HOST);
    await once(server, 'listening');
    expect(await ports.take()).toBe(first + 2);
    server.close();
  });

  it('goes round', async () => {
    const ports = await open();
    const taken = await takeMany(ports, 200);
    expect(taken[199]).toBe(taken[0]);
    expect(new Set(taken).size).toBe(199);
  });

  it('gives its block back', async () => {
    const [first] = await takeMany(await open(), 1);
    await Promise.all(opened.splice(0).map((ports) => ports.close()));
    expect(await (await open()).take()).toBe(first);
  });
});
