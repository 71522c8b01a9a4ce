import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../src/exporter/log';
import type { Wish } from '../../src/exporter/role/election';
import { Elector } from '../../src/exporter/role/elector';
import { LeaseClient } from '../../src/exporter/role/leaseClient';
import { until } from './exporterProcess';
import { FAULTS, LeaseApi, NAMESPACE, secondsOf } from './leaseApiProcess';

const TIMES = { leaseSeconds: 3, renewDeadlineSeconds: 1.5, retrySeconds: 0.2 };

type Stand = (identity: string, options?: { lease?: string; wish?: () => Wish; times?: typeof TIMES }) => Elector;

/** Electors on an API server of their own, so that tests which mostly wait can do so at the same time. */
async function withApi(test: (api: LeaseApi, stand: Stand) => Promise<void>): Promise<void> {
  const api = await LeaseApi.start();
  const standing: Elector[] = [];
  try {
    await test(api, (identity, { lease = 'leader', wish = (): Wish => 'lead', times = TIMES } = {}) => {
      const server = { url: new URL(api.url), tls: {}, token: () => undefined };
      const name = { namespace: NAMESPACE, name: lease };
      const client = new LeaseClient(server, name, (times.renewDeadlineSeconds * 1000) / 2);
      const elector = new Elector(client, identity, times, wish, createLog('json', 'error'));
      standing.push(elector);
      void elector.wake();
      return elector;
    });
  } finally {
    api.repair();
    await Promise.all(standing.map((elector) => elector.release()));
    await api.stop();
  }
}

it.concurrent('never lets two candidates win the same fresh lease', () =>
  withApi(async (api, stand) => {
    for (let round = 0; round < 20; round++) {
      const lease = `race-${round}`;
      const [a, b] = [stand('a', { lease }), stand('b', { lease })];
      await until(() => a.leads || b.leads, 'one of them leads');
      await Promise.all([a.wake(), b.wake()]);
      expect([a.leads, b.leads].filter(Boolean)).toHaveLength(1);
      expect(api.holder(lease)).toBe(a.leads ? 'a' : 'b');
      expect(api.lease(lease)?.spec.leaseTransitions).toBe(0);
      await Promise.all([a.release(), b.release()]);
      expect([a.leads, b.leads, api.holder(lease)]).toEqual([false, false, '']);
    }
  })
);

it.concurrent.each(Object.entries(FAULTS))(
  'leads no longer than its claim holds when the API %s, and again after',
  (_, fault) =>
    withApi(async (api, stand) => {
      const elector = stand('a');
      const other = stand('b');
      await until(() => elector.leads || other.leads, 'one of them leads');
      const [leader, standby] = elector.leads ? [elector, other] : [other, elector];
      api.break(fault);
      const renewedAt = secondsOf(api.lease('leader')?.spec.renewTime);
      await until(() => !leader.leads, 'the leader gives up');
      expect(Date.now() / 1000).toBeLessThan(renewedAt + TIMES.leaseSeconds);
      await sleep((renewedAt + TIMES.leaseSeconds - Date.now() / 1000) * 1000);
      expect([leader.leads, standby.leads]).toEqual([false, false]);
      api.repair();
      await until(() => leader.leads !== standby.leads, 'exactly one of them leads');
    })
);

it.concurrent.each([
  ['a duration and times that make no sense', { leaseDurationSeconds: -5, renewTime: 'soon', acquireTime: 'never' }],
  ['no duration and no times', { leaseDurationSeconds: undefined, renewTime: undefined, acquireTime: undefined }],
  ['a count of transitions that is none', { leaseTransitions: 0.5 }],
])('leaves a lease with %s to its holder for a whole duration, and then writes a sound one', (_, garbage) =>
  withApi(async (api, stand) => {
    const times = { leaseSeconds: 1, renewDeadlineSeconds: 0.8, retrySeconds: 0.1 };
    const first = stand('a', { times });
    await until(() => first.leads, 'it leads');
    await first.release();
    api.patch('leader', { ...garbage, holderIdentity: 'gone' });
    const writtenAt = Date.now() / 1000;
    const next = stand('b', { times });
    await until(() => next.leads, 'the next one leads');
    const spec = api.lease('leader')?.spec;
    expect(secondsOf(spec?.acquireTime)).toBeGreaterThanOrEqual(writtenAt + times.leaseSeconds);
    expect(spec).toMatchObject({
      holderIdentity: 'b',
      leaseDurationSeconds: 1,
      renewTime: expect.stringMatching(/\.\d{6}Z$/),
    });
    expect(Number.isInteger(spec?.leaseTransitions)).toBe(true);
  })
);

it.concurrent('takes its lease up again after a restart, but not from a twin of the same name that renews it', () =>
  withApi(async (api, stand) => {
    const first = stand('a');
    await until(() => first.leads, 'the first one leads');
    const twin = stand('a');
    // Longer than it would wait for an earlier run of itself.
    await sleep(TIMES.retrySeconds * 5 * 1000);
    expect([first.leads, twin.leads]).toEqual([true, false]);
    const spec = api.lease('leader')?.spec;
    await twin.release();
    expect(api.lease('leader')?.spec.holderIdentity).toBe('a');
    expect(spec?.leaseTransitions).toBe(0);
  })
);

it.concurrent('gives the lease up when its backend is gone, and keeps what others wrote into it', () =>
  withApi(async (api, stand) => {
    let wish: Wish = 'lead';
    const elector = stand('a', { wish: () => wish });
    await until(() => elector.leads, 'it leads');
    api.patch('leader', {}, { team: 'search' });
    await elector.wake();
    expect(elector.leads).toBe(true);
    wish = 'leave';
    await elector.wake();
    expect(elector.leads).toBe(false);
    expect(api.lease('leader')).toMatchObject({
      metadata: { annotations: { team: 'search' } },
      spec: { holderIdentity: '', leaseDurationSeconds: 1 },
    });
  })
);

it.concurrent('writes the lease anew when somebody deletes it', () =>
  withApi(async (api, stand) => {
    const elector = stand('a');
    await until(() => elector.leads, 'it leads');
    api.store.remove(NAMESPACE, 'leader');
    await elector.wake();
    expect(elector.leads).toBe(true);
    expect(api.holder('leader')).toBe('a');
  })
);
