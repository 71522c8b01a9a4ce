/** @jest-environment node */
import { InFlight } from './inFlight';

describe('InFlight', () => {
  it.each([
    ['in the order they came', [0, 1, 2, 3]],
    ['the last one first', [3, 2, 1, 0]],
    ['from the middle', [1, 3, 0, 2]],
  ])('a shutdown cuts whoever has not left, when exchanges leave %s', (_, order) => {
    const inFlight = new InFlight();
    const cut: number[] = [];
    const leave = order.map((_unused, i) =>
      inFlight.add({ kind: i % 2 === 0 ? 'inbound' : 'outbound', cut: () => cut.push(i) })
    );
    order.forEach((next, left) => {
      cut.length = 0;
      inFlight.cutAll();
      expect(cut.sort()).toEqual(order.slice(left).sort());
      leave[next]();
    });
    expect([inFlight.count, inFlight.inboundCount]).toEqual([0, 0]);
  });

  it('counts an exchange that leaves twice once, so that a drain does not end early', async () => {
    const inFlight = new InFlight();
    const leave = inFlight.add({ kind: 'inbound', cut: () => undefined });
    const stay = inFlight.add({ kind: 'inbound', cut: () => undefined });
    leave();
    leave();
    expect([inFlight.count, inFlight.inboundCount]).toEqual([1, 1]);
    const idle = inFlight.idle();
    stay();
    await idle;
    expect(inFlight.count).toBe(0);
  });
});
