import { SIDECAR } from '../vocabulary';
import type { Metrics } from './metrics';

/** Seconds since the epoch when this process began. */
export function processStartedAt(): number {
  return Date.now() / 1000 - process.uptime();
}

/** What the process itself uses; read at each scrape, no timer and no observer. */
export function exportProcess(metrics: Metrics, version: string): void {
  let countedCpu = 0;
  metrics.set(SIDECAR.buildInfo, { version }, 1);
  metrics.set(SIDECAR.processStartTime, {}, processStartedAt());
  metrics.onScrape(() => {
    metrics.set(SIDECAR.clock, {}, Date.now() / 1000);
    const { user, system } = process.cpuUsage();
    const cpu = (user + system) / 1e6;
    metrics.inc(SIDECAR.processCpu, {}, Math.max(0, cpu - countedCpu));
    countedCpu = cpu;
    metrics.set(SIDECAR.processMemory, {}, process.memoryUsage.rss());
  });
}
