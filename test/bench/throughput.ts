import type { Bench } from './bench';
import { closedLoop } from './support/closedLoop';
import { alternate, over } from './support/rounds';

const CONNECTIONS = 50;

export const throughput: Bench = {
  name: 'throughput',
  title: 'small JSON through the inbound proxy, 50 connections, against http-proxy-3',
  async run({ stage, scale, progress }) {
    const backend = await stage.server('json');
    const peer = await stage.server('httpProxy', { TARGET: backend.url });
    const exporter = await stage.exporter({ ELASTISCOPE_BACKEND_URL: backend.url });
    const load = (url: string, pid: number) => () =>
      closedLoop({ url }, pid, CONNECTIONS, { seconds: scale.secondsPerRound });
    const rounds = await alternate(
      scale.rounds,
      {
        ours: load(exporter.url('inbound', '/api/items'), exporter.pid),
        theirs: load(`${peer.url}/api/items`, peer.pid),
      },
      progress
    );
    const perSecond = {
      ours: over(rounds, ({ ours }) => ours.requestsPerSecond),
      theirs: over(rounds, ({ theirs }) => theirs.requestsPerSecond),
    };
    const cpu = {
      ours: over(rounds, ({ ours }) => ours.cpuMicrosecondsPerRequest),
      theirs: over(rounds, ({ theirs }) => theirs.cpuMicrosecondsPerRequest),
    };
    return [
      {
        what: 'throughput against http-proxy-3',
        value: over(rounds, ({ ours, theirs }) => ours.requestsPerSecond / theirs.requestsPerSecond),
        unit: '×',
        better: 'more',
        must: 1,
        aim: 1.4,
        detail: `${perSecond.ours.toFixed(0)} against ${perSecond.theirs.toFixed(0)} requests/s`,
      },
      {
        what: 'requests per second of CPU time against http-proxy-3',
        value: over(rounds, ({ ours, theirs }) => theirs.cpuMicrosecondsPerRequest / ours.cpuMicrosecondsPerRequest),
        unit: '×',
        better: 'more',
        detail: `${cpu.ours.toFixed(0)} against ${cpu.theirs.toFixed(0)} µs of CPU time a request`,
      },
    ];
  },
};
