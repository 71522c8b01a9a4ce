import { seeded, type Random } from '../../../demo/fleet/scenarios/random';
import { SCRAPE_SECONDS, UNSCRAPED, type Labels, type SourceSeries, type Value } from '../../incidents/series/source';

const DAY_SECONDS = 86_400;
const STEPS = DAY_SECONDS / SCRAPE_SECONDS;

/** Instances that run at the same time. */
const INSTANCES = 20;
const TOKENS_PER_REQUEST = 900;
const USD_PER_TOKEN = 2e-6;

/** How often each instance meets what may lose a count; per day. */
const A_DAY = { restarts: 0.5, ends: 2, kills: 0.25, gaps: 1 } as const;

/** Before this nothing happens, so that everybody is known; after it nothing is sent, so that all of it is scraped. */
const QUIET_STEPS = 40;

/** A gap is made up for while it is shorter than a quarter of an hour. */
const LONGEST_GAP_STEPS = 52;
/** What a Deployment needs to put a new instance in the place of one that is gone. */
const REPLACED_STEPS = 4;

/** What was sent to all instances, whether somebody scraped it or not. */
export interface Sent {
  requests: number;
  tokens: number;
  usd: number;
}

interface Scrape {
  readonly startedAt: number;
  readonly requests: number;
}

/** A pod: what each scrape finds, `undefined` where it is gone and UNSCRAPED where nobody asks. */
interface Pod {
  readonly name: string;
  readonly firstStep: number;
  readonly scrapes: Array<Scrape | typeof UNSCRAPED>;
}

interface Events {
  restarts: number;
  ends: number;
  kills: number;
  gaps: number;
}

export interface Day {
  readonly series: readonly SourceSeries[];
  readonly sent: Readonly<Sent>;
  readonly events: Readonly<Events>;
}

/** More by day than at night, and never the same twice. */
function requestsWithin(step: number, random: Random): number {
  const tide = 1 + Math.sin(((step / STEPS) * 2 - 0.5) * Math.PI);
  return Math.floor(random() * 12 * tide);
}

/** The pods of one place in a Deployment, one after the other. */
function podsOf(place: number, random: Random, sent: Sent, events: Events): Pod[] {
  const happens = (aDay: number) => random() < aDay / STEPS;
  const pods: Pod[] = [];
  const begin = (step: number): Pod => {
    const pod: Pod = { name: `w-${place}-${pods.length}`, firstStep: step, scrapes: [] };
    pods.push(pod);
    return pod;
  };
  let pod = begin(0);
  let startedAt = -DAY_SECONDS;
  let requests = 0;
  let unscraped = 0;
  for (let step = 0; step < STEPS; step++) {
    if (step < pod.firstStep) {
      continue;
    }
    const isQuiet = step < QUIET_STEPS || step > STEPS - QUIET_STEPS;
    const more = isQuiet ? 0 : requestsWithin(step, random);
    sent.requests += more;
    requests += more;
    if (!isQuiet && happens(A_DAY.kills)) {
      // Nobody scrapes what was counted since the last scrape.
      events.kills++;
      [pod, startedAt, requests] = [begin(step + REPLACED_STEPS), (step + REPLACED_STEPS) * SCRAPE_SECONDS, 0];
      continue;
    }
    if (!isQuiet && happens(A_DAY.restarts)) {
      events.restarts++;
      [startedAt, requests] = [step * SCRAPE_SECONDS, 0];
    }
    if (!isQuiet && unscraped === 0 && happens(A_DAY.gaps)) {
      events.gaps++;
      unscraped = 1 + Math.floor(random() * LONGEST_GAP_STEPS);
    }
    pod.scrapes.push(unscraped > 0 ? UNSCRAPED : { startedAt, requests });
    unscraped = Math.max(0, unscraped - 1);
    if (!isQuiet && unscraped === 0 && happens(A_DAY.ends)) {
      // It drains, and waits for a last scrape.
      events.ends++;
      [pod, startedAt, requests] = [begin(step + REPLACED_STEPS), (step + REPLACED_STEPS) * SCRAPE_SECONDS, 0];
    }
  }
  return pods;
}

/** A day of a workload whose pods restart, end, are killed and are not scraped for a while, at random. */
export function dayOf(seed: string): Day {
  const sent: Sent = { requests: 0, tokens: 0, usd: 0 };
  const events: Events = { restarts: 0, ends: 0, kills: 0, gaps: 0 };
  const pods = Array.from({ length: INSTANCES }, (_, place) => podsOf(place, seeded(seed, place), sent, events)).flat();
  sent.tokens = sent.requests * TOKENS_PER_REQUEST;
  sent.usd = sent.tokens * USD_PER_TOKEN;
  return { series: pods.flatMap(seriesOf), sent, events };
}

function seriesOf({ name, firstStep, scrapes }: Pod): SourceSeries[] {
  const identity = { cluster: 'c', namespace: 'n', workload: 'w', instance: name, job: 'elastiscope' };
  const usage = { provider: 'p', model: 'm', flow: 'f', team: 't', kind: 'output' };
  const of = (metric: string, labels: Labels, value: (scrape: Scrape) => number): SourceSeries => ({
    name: metric,
    labels: { ...identity, ...labels },
    at: (seconds): Value => {
      const scrape = scrapes[seconds / SCRAPE_SECONDS - firstStep];
      return scrape === undefined || scrape === UNSCRAPED ? scrape : value(scrape);
    },
  });
  return [
    of('elastiscope_build_info', { version: '1' }, () => 1),
    of('process_start_time_seconds', {}, ({ startedAt }) => startedAt),
    of('http_requests_total', { method: 'POST', route: 'run', status_code: '200' }, ({ requests }) => requests),
    of('llm_tokens_total', { ...usage, source: 'reported' }, ({ requests }) => requests * TOKENS_PER_REQUEST),
    of('llm_cost_usd_total', usage, ({ requests }) => requests * TOKENS_PER_REQUEST * USD_PER_TOKEN),
  ];
}
