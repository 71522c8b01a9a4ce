import type { Bench, Finding } from './bench';
import { alternate, over } from './support/rounds';
import { streamLoop } from './support/streams';

const STREAMS = 50;
const EVENTS = 200;

const QUESTION = { model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: 'Why is the sky blue?' }] };
const ASKING_FOR_USAGE = JSON.stringify({ ...QUESTION, stream_options: { include_usage: true } });
const PLAIN = JSON.stringify(QUESTION);

export const sse: Bench = {
  name: 'sse',
  title: 'streams through the gateway, 200 events × 50 streams, against two plain pipes',
  async run({ stage, scale, progress }) {
    const provider = await stage.server('provider', { EVENTS: String(EVENTS) });
    const pipe = await stage.server('plainPipe', { TARGET: provider.url });
    const exporter = await stage.exporter({
      ELASTISCOPE_BACKEND_URL: provider.url,
      ELASTISCOPE_PROVIDERS: `openai=${provider.url}`,
    });
    const load = (url: string, body: string) => () =>
      streamLoop({ url, body, streams: STREAMS, seconds: scale.secondsPerRound });
    const path = '/v1/chat/completions';
    const rounds = await alternate(
      scale.rounds,
      {
        gateway: load(exporter.url('gateway', `/openai${path}`), ASKING_FOR_USAGE),
        piped: load(`${pipe.url}${path}`, ASKING_FOR_USAGE),
        injected: load(exporter.url('gateway', `/openai${path}`), PLAIN),
      },
      progress
    );
    const against = (what: string, rival: 'gateway' | 'injected', goal: Pick<Finding, 'must' | 'aim'>): Finding => ({
      what,
      value: over(rounds, (round) => round[rival] / round.piped),
      unit: '×',
      better: 'more',
      ...goal,
      detail: `${(over(rounds, (round) => round[rival]) * EVENTS).toFixed(0)} against ${(over(rounds, ({ piped }) => piped) * EVENTS).toFixed(0)} events/s`,
    });
    return [
      against('streams through the gateway against plain piping', 'gateway', { must: 0.85, aim: 0.95 }),
      against('the same, with usage asked for and taken out again', 'injected', {}),
    ];
  },
};
