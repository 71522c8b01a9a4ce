import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';
import { closedLoop } from './support/closedLoop';
import { residentMiB } from './support/process';
import { median } from './support/statistics';

const REQUESTS = 1_000_000;
const SLICES = 40;
const FEWEST_SLICES = 4;
/** Of a hundred requests, so many are questions to a provider. */
const GATEWAY_SHARE = 0.1;
const CONNECTIONS = 50;
const SETTLE_MS = 3000;
/** What counts as growth between the third and the last quarter: the heap breathes by a few MiB. */
const NO_GROWTH_MIB = 3;

export const memory: Bench = {
  name: 'memory',
  title: 'memory when idle, and after a million requests',
  async run({ stage, scale, progress }) {
    const provider = await stage.server('provider');
    const exporter = await stage.exporter({
      ELASTISCOPE_BACKEND_URL: provider.url,
      ELASTISCOPE_PROVIDERS: `openai=${provider.url}`,
    });
    await sleep(SETTLE_MS * Math.min(1, scale.share * 100));
    const idle = residentMiB(exporter.pid);
    const question = {
      url: exporter.url('gateway', '/openai/v1/chat/completions'),
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Why is the sky blue?' }] }),
    };
    const slices = Math.max(FEWEST_SLICES, Math.round(SLICES * scale.share));
    const requests = Math.round((REQUESTS * scale.share) / slices);
    const resident: number[] = [];
    for (let slice = 0; slice < slices; slice++) {
      const some = (share: number) => ({ requests: Math.max(CONNECTIONS, Math.round(requests * share)) });
      await closedLoop({ url: exporter.url('inbound') }, exporter.pid, CONNECTIONS, some(1 - GATEWAY_SHARE));
      await closedLoop(question, exporter.pid, CONNECTIONS, some(GATEWAY_SHARE));
      resident.push(residentMiB(exporter.pid));
      if (slice % 4 === 3) {
        progress(`${((slice + 1) * requests).toLocaleString('en')} requests: ${resident[slice].toFixed(0)} MiB`);
      }
    }
    const quarter = (nth: number) => median(resident.slice((nth * slices) / 4, ((nth + 1) * slices) / 4));
    return [
      {
        what: 'resident memory, idle',
        value: idle,
        unit: 'MiB',
        better: 'less',
        must: 64,
        aim: 48,
        detail: 'some seconds after the start',
      },
      {
        what: 'resident memory after a million requests',
        value: resident[slices - 1],
        unit: 'MiB',
        better: 'less',
        must: 110,
        aim: 80,
        detail: `at most ${Math.max(...resident).toFixed(0)} MiB; one request in ten through the gateway`,
      },
      {
        what: 'growth from the third quarter to the last',
        value: quarter(3) - quarter(2),
        unit: 'MiB',
        better: 'less',
        must: NO_GROWTH_MIB,
        detail: `medians by quarter: ${[0, 1, 2, 3].map((nth) => quarter(nth).toFixed(1)).join(', ')} MiB`,
      },
    ];
  },
};
