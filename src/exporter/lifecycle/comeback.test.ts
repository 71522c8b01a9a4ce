/** @jest-environment node */
import { Comeback } from './comeback';
import { type BackendStatus, foundReady, startingAt } from './startup';

const READY = foundReady(100);
const STOPPED: BackendStatus = { ...startingAt(130), state: 'stopped' };
const STARTING: BackendStatus = { ...STOPPED, state: 'starting', acceptedAt: 131 };
const READY_AGAIN: BackendStatus = { ...STARTING, state: 'ready', readyAt: 140 };

class FakeBackend {
  private listener: (status: BackendStatus) => void = () => undefined;
  constructor(public status: BackendStatus) {}

  onChange(listener: (status: BackendStatus) => void): void {
    this.listener = listener;
  }

  becomes(...statuses: readonly BackendStatus[]): void {
    for (const status of statuses) {
      this.status = status;
      this.listener(status);
    }
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function comeback(status: BackendStatus) {
  const backend = new FakeBackend(status);
  const told: string[] = [];
  const watch = new Comeback(backend, (reason) => told.push(reason));
  return { backend, told, watch };
}

it('tells of a backend that went away after the drain and serves again', () => {
  const { backend, told, watch } = comeback(READY);
  watch.watch(10);
  backend.becomes(STOPPED, STARTING);
  expect(told).toEqual([]);
  backend.becomes(READY_AGAIN);
  jest.advanceTimersByTime(20_000);
  expect(told).toEqual(['backend_restarted']);
});

it('tells of one that was not ready when the drain was over, as when its startup probe failed', () => {
  const { backend, told, watch } = comeback(startingAt(100));
  watch.watch(10);
  backend.becomes({ ...startingAt(100), acceptedAt: 101 });
  backend.becomes({ ...startingAt(100), state: 'ready', acceptedAt: 101, readyAt: 102 });
  expect(told).toEqual(['backend_restarted']);
});

it('is not misled by one that is unready for a moment', () => {
  const { backend, told, watch } = comeback(READY);
  watch.watch(10);
  backend.becomes({ ...READY, state: 'unready' }, READY);
  expect(told).toEqual([]);
});

it('tells after the grace period when nobody ended the backend', () => {
  const { told, watch } = comeback(READY);
  watch.watch(10);
  jest.advanceTimersByTime(9_999);
  expect(told).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(told).toEqual(['not_ended']);
});

it('says nothing before a drain is over, and nothing once the sidecar itself ends', () => {
  const { backend, told, watch } = comeback(READY);
  backend.becomes(STOPPED, READY_AGAIN);
  watch.watch(10);
  watch.cancel();
  watch.watch(10);
  backend.becomes(STOPPED, { ...READY_AGAIN, startedAt: 150 });
  jest.advanceTimersByTime(20_000);
  expect(told).toEqual([]);
});

it('works for one drain after the other', () => {
  const { backend, told, watch } = comeback(READY);
  watch.watch(10);
  jest.advanceTimersByTime(10_000);
  watch.watch(10);
  backend.becomes(STOPPED, READY_AGAIN);
  expect(told).toEqual(['not_ended', 'backend_restarted']);
});
