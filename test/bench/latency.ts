import type { Bench } from './bench';
import { closedLoop } from './support/closedLoop';
import { openLoop } from './support/openLoop';
import { alternate, over } from './support/rounds';
import { stalls } from './support/stalls';
import { quantile } from './support/statistics';

const REQUESTS_PER_SECOND = 500;
/** So many until Node has compiled what is used: at 500 a second that would take half a minute. */
const WARM_UP_REQUESTS = 15_000;

export const latency: Bench = {
  name: 'latency',
  title: 'what the inbound proxy adds at 500 requests/s',
  async run({ stage, scale, progress }) {
    const backend = await stage.server('json');
    const peer = await stage.server('httpProxy', { TARGET: backend.url });
    const plain = await stage.server('plainPipe', { TARGET: backend.url });
    const copier = await stage.server('copyBytes', { TARGET: backend.url });
    const exporter = await stage.exporter({ ELASTISCOPE_BACKEND_URL: backend.url });
    const load = (url: string) => async () => {
      const milliseconds = await openLoop({
        url: new URL(url),
        requestsPerSecond: REQUESTS_PER_SECOND,
        seconds: scale.secondsPerRound * 1.5,
      });
      return { p50: quantile(milliseconds, 0.5), p99: quantile(milliseconds, 0.99) };
    };
    const warmUp = { requests: Math.max(50, WARM_UP_REQUESTS * scale.share) };
    await closedLoop({ url: exporter.url('inbound', '/api/items') }, exporter.pid, 10, warmUp);
    await closedLoop({ url: `${peer.url}/api/items` }, peer.pid, 10, warmUp);
    await closedLoop({ url: `${plain.url}/api/items` }, plain.pid, 10, warmUp);
    const { perSecond, share, longestMs } = stalls(scale.secondsPerRound);
    progress(
      `this machine stops a busy process ${Math.round(perSecond)} times a second for over 0.1 ms, ` +
        `${(share * 100).toFixed(1)} % of its time, at most ${longestMs.toFixed(1)} ms`
    );
    const rounds = await alternate(
      scale.rounds,
      {
        direct: load(`${backend.url}/api/items`),
        proxied: load(exporter.url('inbound', '/api/items')),
        theirs: load(`${peer.url}/api/items`),
        plain: load(`${plain.url}/api/items`),
        copied: load(`${copier.url}/api/items`),
      },
      progress
    );
    type Rival = 'proxied' | 'theirs' | 'plain' | 'copied';
    const addedBy = (rival: Rival, share: 'p50' | 'p99') =>
      over(rounds, (round) => round[rival][share] - round.direct[share]);
    const added = (share: 'p50' | 'p99', must: number, aim: number) => ({
      what: `added latency, ${share}`,
      value: addedBy('proxied', share),
      unit: 'ms' as const,
      better: 'less' as const,
      must,
      aim,
      detail: [
        `${over(rounds, ({ direct }) => direct[share]).toFixed(2)} ms direct; http-proxy-3 adds ${addedBy('theirs', share).toFixed(2)}`,
        `two plain pipes ${addedBy('plain', share).toFixed(2)}`,
        `a copy of the bytes ${addedBy('copied', share).toFixed(2)} ms`,
      ].join(', '),
    });
    return [added('p50', 0.25, 0.12), added('p99', 2, 0.8)];
  },
};
