import { Pool, type Upstream } from './pool';

const A: Upstream = { name: 'a', ports: { inbound: 1 } };
const B: Upstream = { name: 'b', ports: { inbound: 2 } };
const here = new AbortController().signal;
const LIMITS = { holdSeconds: 5, holdRequests: 2 };

describe('Pool', () => {
  it('sends a request to whoever has the fewest, and takes turns among equals', async () => {
    const pool = new Pool(() => [A, B], LIMITS);
    const first = await pool.acquire(undefined, here);
    const second = await pool.acquire(undefined, here);
    expect(new Set([first, second])).toEqual(new Set([A, B]));
    pool.release(B);
    expect(await pool.acquire(undefined, here)).toBe(B);
  });

  it('sends a request to the replica its cookie names, unless that one is gone', async () => {
    let available = [A, B];
    const pool = new Pool(() => available, LIMITS);
    expect(await pool.acquire('b', here)).toBe(B);
    expect(await pool.acquire('b', here)).toBe(B);
    available = [A];
    expect(await pool.acquire('b', here)).toBe(A);
  });

  it('lets a session end at the replica that is on its way out, and nothing else go there', async () => {
    const pool = new Pool(
      () => [A],
      LIMITS,
      () => [B]
    );
    expect(await pool.acquire('b', here)).toBe(B);
    expect(await pool.acquire(undefined, here)).toBe(A);
    expect(await pool.acquire(undefined, here)).toBe(A);
  });

  it('lets requests wait for the first replica', async () => {
    let available: Upstream[] = [];
    const pool = new Pool(() => available, LIMITS);
    const waiting = pool.acquire(undefined, here);
    expect(pool.waiting).toBe(1);
    available = [A];
    pool.wake();
    expect(await waiting).toBe(A);
    expect(pool.waiting).toBe(0);
  });

  it('refuses at once when too many wait, and in the end when nobody comes', async () => {
    const pool = new Pool(() => [], { holdSeconds: 0.05, holdRequests: 1 });
    const waiting = pool.acquire(undefined, here);
    expect(await pool.acquire(undefined, here)).toBeUndefined();
    expect(pool.waiting).toBe(1);
    expect(await waiting).toBeUndefined();
  });

  it('forgets a waiting request whose client left', async () => {
    const client = new AbortController();
    const pool = new Pool(() => [], LIMITS);
    const waiting = pool.acquire(undefined, client.signal);
    client.abort();
    expect(await waiting).toBeUndefined();
    expect(pool.waiting).toBe(0);
  });
});
