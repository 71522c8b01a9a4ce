import { setTimeout as sleep } from 'node:timers/promises';
import { WORKLOAD } from '../../src/vocabulary';

/** How many workloads Prometheus has recorded; 0 while it has not looked at any. */
async function recordedWorkloads(prometheus: string): Promise<number> {
  const query = new URLSearchParams({
    query: `count(group by (cluster, namespace, workload) (${WORKLOAD.info.name}))`,
  });
  const response = await fetch(`${prometheus}/api/v1/query?${query}`).catch(() => undefined);
  const body = await response?.json().catch(() => undefined);
  return Number(body?.data?.result?.[0]?.value?.[1] ?? 0);
}

/** Waits until the rules have recorded a workload, so that panels have something to show. Returns how many there are. */
export async function firstRecorded(prometheus: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    const count = await recordedWorkloads(prometheus);
    if (count > 0) {
      return count;
    }
    await sleep(500, undefined, { signal });
  }
}
