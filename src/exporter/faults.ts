import { SIDECAR } from '../vocabulary';
import type { Log } from './log';
import type { Metrics } from './metrics';

/** Counts and logs faults that nobody caught, and goes on: to end would break off every request of the pod. */
export function surviveFaults(metrics: Metrics, log: Log): void {
  process.on('uncaughtException', (fault: unknown) => {
    metrics.inc(SIDECAR.uncaughtFaults, {});
    const [what, where] = fault instanceof Error ? (fault.stack ?? fault.message).split('\n') : [String(fault)];
    log.error('an uncaught fault; traffic goes on', { fault: what, where: where?.trim() });
  });
}
