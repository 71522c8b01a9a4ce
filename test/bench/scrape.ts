import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, freePort } from '../integration/exporterProcess';
import type { Bench } from './bench';
import { IMAGE_NODE_OPTIONS } from './support/stage';
import { median } from './support/statistics';

const PROVIDERS = 10;
const MODELS = 100;
const SCRAPES = 25;
const AT_ONCE = 20;
const PAUSE_MS = 100;

export const scrape: Bench = {
  name: 'scrape',
  title: 'how long /metrics holds the event loop up, with 1,000 label sets in each metric of the gateway',
  async run({ stage, scale, progress }) {
    const provider = await stage.server('provider', { EVENTS: '2' });
    const probePort = await freePort();
    const names = Array.from({ length: PROVIDERS }, (_, i) => `provider-${i}`);
    const exporter = await stage.exporter({
      ELASTISCOPE_BACKEND_URL: provider.url,
      ELASTISCOPE_PROVIDERS: names.map((name) => `${name}=${provider.url}`).join(','),
      NODE_OPTIONS: `${IMAGE_NODE_OPTIONS} --require=${join(__dirname, 'support/loopProbe.cjs')}`,
      LOOP_PROBE_PORT: String(probePort),
    });
    const longestSinceLast = async () => Number((await ask(`http://127.0.0.1:${probePort}/`)).body.toString());

    const models = Math.max(2, Math.round(MODELS * Math.min(1, scale.share * 20)));
    progress(`filling ${PROVIDERS * models} label sets`);
    const waiting = names.flatMap((name) => Array.from({ length: models }, (_, i) => ({ name, model: `model-${i}` })));
    const fill = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await ask(exporter.url('gateway', `/${next.name}/v1/chat/completions`), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          parts: [JSON.stringify({ model: next.model, stream: true, stream_options: { include_usage: true } })],
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fill));

    const blocked: number[] = [];
    const took: number[] = [];
    let lines = 0;
    let bytes = 0;
    for (let i = 0; i < Math.max(2, Math.round(SCRAPES * Math.min(1, scale.share * 20))); i++) {
      await sleep(PAUSE_MS);
      await longestSinceLast();
      const begunAt = performance.now();
      const { text } = await exporter.scrape();
      took.push(performance.now() - begunAt);
      blocked.push(await longestSinceLast());
      lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
      bytes = text.length;
    }
    return [
      {
        what: 'longest hold-up of the event loop by a scrape, median of the scrapes',
        value: median(blocked),
        unit: 'ms',
        better: 'less',
        must: 60,
        aim: 15,
        detail: `at most ${Math.max(...blocked).toFixed(1)} ms; ${lines} series, ${(bytes / 1e6).toFixed(1)} MB, answered in ${median(took).toFixed(0)} ms`,
      },
    ];
  },
};
