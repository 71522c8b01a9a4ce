/** @jest-environment node */
import { HourlyCosts } from './hourlyCosts';

describe('HourlyCosts', () => {
  let nowMs = 0;
  const costs = new HourlyCosts(new Map([['local', 3.6], ['spare', 36]]), () => nowMs); // prettier-ignore

  it('costs the rate for the time in which a provider is busy, shared among its requests', () => {
    nowMs = 1000;
    const first = costs.begin('local');
    nowMs = 2000;
    const second = costs.begin('local');
    const elsewhere = costs.begin('spare');
    nowMs = 4000;
    // 3.6 USD an hour is 0.001 a second: one second alone, two shared.
    expect(first()).toBeCloseTo(0.002, 12);
    nowMs = 5000;
    expect(second()).toBeCloseTo(0.002, 12);
    expect(elsewhere()).toBeCloseTo(0.03, 12);
  });

  it('costs nothing where no rate is set', () => {
    const end = costs.begin('openai');
    nowMs += 1000;
    expect([end(), costs.has('openai'), costs.has('local')]).toEqual([0, false, true]);
  });
});
