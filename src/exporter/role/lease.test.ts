/** @jest-environment node */
import { expiresAt, parseLease } from './lease';

describe('parseLease', () => {
  it('reads what client-go writes', () => {
    const lease = parseLease({
      spec: {
        holderIdentity: 'pod-0',
        leaseDurationSeconds: 15,
        acquireTime: '2026-11-21T03:00:00.000000Z',
        renewTime: '2026-11-21T03:00:10.250000Z',
        leaseTransitions: 2,
      },
    });
    const acquiredAt = Date.parse('2026-11-21T03:00:00Z') / 1000;
    expect(lease).toEqual({ holder: 'pod-0', acquiredAt, renewedAt: acquiredAt + 10.25, durationSeconds: 15 });
    expect(expiresAt(lease)).toBe(acquiredAt + 25.25);
  });

  it.each([
    ['a lease nobody has held yet', { spec: {} }],
    ['a released one', { spec: { holderIdentity: '' } }],
    ['nulls', { spec: { holderIdentity: null, renewTime: null, leaseDurationSeconds: null } }],
  ])('reads %s', (_, document) => {
    expect(parseLease(document)).toEqual({ holder: '', acquiredAt: 0, renewedAt: 0, durationSeconds: 0 });
  });

  it.each([['text'], [{}], [null], [{ spec: 'x' }]])('refuses %j', (document) => {
    expect(() => parseLease(document)).toThrow('no spec');
  });
});
