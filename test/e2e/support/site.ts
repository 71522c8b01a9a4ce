import { setTimeout as sleep } from 'node:timers/promises';
import { startDemo } from '../../browser/support/demo';
import { REPLICAS, START } from '../../browser/support/metrics';
import { Prometheus } from '../../browser/support/prometheus';

const MINUTE_MS = 60_000;

/** Before all tests: the Grafana of GRAFANA_URL, or the demo with the Grafana of this machine. */
export default async function bringUpGrafana(): Promise<() => Promise<void>> {
  if (process.env.GRAFANA_URL) {
    return async () => undefined;
  }
  const { at, stop } = await startDemo();
  try {
    const prometheus = new Prometheus(at.prometheus);
    console.log('waiting until the fleet is recorded …');
    while (
      (await prometheus.value(`count(${REPLICAS.current}) >= 5 and on () count(${START.readyAt})`, Date.now())) ===
      undefined
    ) {
      await sleep(1000);
    }
    await sleep(MINUTE_MS / 4);
    process.env.GRAFANA_URL = at.grafana;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
