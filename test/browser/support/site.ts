import { setTimeout as sleep } from 'node:timers/promises';
import { killLeader, startDemo } from './demo';
import { COST, FAILOVER, REPLICAS, START } from './metrics';
import { Prometheus } from './prometheus';

const MINUTE_MS = 60_000;
const DATA_WITHIN_MS = 4 * MINUTE_MS;
/** How much of it must be live, scraped from the running sidecars, and not history. */
const LIVE_MS = 90_000;
/** How much of the past the tests look at. */
const SPAN_MS = 20 * MINUTE_MS;

/** What must be recorded before panels can be compared with it. */
const NEEDED = [
  `count(${REPLICAS.current}) >= 5`,
  `count(${START.readyAt})`,
  `count(${COST.monthForecast})`,
  `count(last_over_time(${FAILOVER.at}[15m]))`,
  `count(count_over_time(${COST.byModel}[10m]) >= 2)`,
];

/** The end of the first whole minute, not before `earliestMs`, at which everything was recorded that the tests need. */
async function firstGoodMinute(prometheus: Prometheus, earliestMs: number): Promise<number> {
  const deadline = Date.now() + DATA_WITHIN_MS;
  let missing: string[] = [];
  while (Date.now() < deadline) {
    // Rules of a minute are evaluated within the next one.
    const minute = Math.floor((Date.now() - 20_000) / MINUTE_MS) * MINUTE_MS;
    const values = await Promise.all(NEEDED.map((expression) => prometheus.value(expression, minute)));
    missing = NEEDED.filter((_, i) => values[i] === undefined);
    if (missing.length === 0 && minute >= earliestMs) {
      return minute;
    }
    await sleep(2000);
  }
  throw new Error(
    `After ${DATA_WITHIN_MS / 1000} s Prometheus at ${prometheus.url} has nothing for: ${missing.join('; ')}`
  );
}

/**
 * Before all tests: a demo with everything in it that panels show. Tests find it in the environment, see `test.ts`. The
 * answer stops it again.
 */
export default async function bringUpSite(): Promise<() => Promise<void>> {
  const { at, stop } = await startDemo('--no-grafana');
  const liveSinceMs = process.env.ELASTISCOPE_DEMO ? 0 : Date.now();
  try {
    await killLeader(at.fleet);
    console.log('waiting until panels have something to show …');
    const toMs = await firstGoodMinute(new Prometheus(at.prometheus), liveSinceMs + LIVE_MS);
    Object.assign(process.env, {
      SITE_PREVIEW: at.preview,
      SITE_PROMETHEUS: at.prometheus,
      SITE_FLEET: at.fleet,
      SITE_FROM_MS: String(toMs - SPAN_MS),
      SITE_TO_MS: String(toMs),
    });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
