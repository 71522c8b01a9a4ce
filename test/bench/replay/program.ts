// Measures one case in a process of its own, with one line of JSON as its answer: `replay DAYS WINDOW_SECONDS SECONDS`, or
// `advise DAYS CANDIDATES SECONDS`; SECONDS of CPU time are spent on it at least.
import { advise, prepare, replay, type ReplayInput } from '../../../src/elasticity/autoscaler';
import { median } from '../support/statistics';
import { inputOf } from './input';

export interface Measured {
  /** CPU time of one run, all threads: the fastest, and the middle one. */
  readonly fastestMs: number;
  readonly medianMs: number;
  readonly rounds: number;
  /** What the typed arrays of a result and of the prepared load hold. */
  readonly keptMiB: number;
}

const LEAST_ROUNDS = 3;

/** CPU time of one run, milliseconds: what else the machine does is not in it, a busy neighbour's caches are. */
function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Runs again and again, because the compiler of the engine needs some rounds until it has made fast code. */
function repeated(run: () => unknown, seconds: number): readonly number[] {
  const times: number[] = [];
  let total = 0;
  while (times.length < LEAST_ROUNDS || total < seconds * 1000) {
    const time = cpuMs(run);
    times.push(time);
    total += time;
  }
  return times;
}

function keptMiB(input: ReplayInput): number {
  const { series } = replay(input);
  const load = prepare(input.load, 'Load');
  const arrays = [load.fromSeconds, load.values, ...(series === undefined ? [] : Object.values(series))];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20;
}

function measureReplay(days: number, windowSeconds: number, seconds: number): Measured {
  const input = inputOf(days, windowSeconds);
  return { ...timed(() => replay(input), seconds), keptMiB: keptMiB(input) };
}

function measureAdvise(days: number, candidates: number, seconds: number): Measured {
  const input = inputOf(days, 300);
  return { ...timed(() => advise({ ...input, candidates }), seconds), keptMiB: keptMiB(input) };
}

function timed(run: () => unknown, seconds: number): Omit<Measured, 'keptMiB'> {
  const times = repeated(run, seconds);
  return { fastestMs: Math.min(...times), medianMs: median(times), rounds: times.length };
}

const [what, ...numbers] = process.argv.slice(2);
const [days, size, seconds] = numbers.map(Number);
const measured = (what === 'advise' ? measureAdvise : measureReplay)(days, size, seconds);
process.stdout.write(`${JSON.stringify(measured)}\n`);
