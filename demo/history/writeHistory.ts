import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SCENARIOS } from '../fleet/scenarios';
import { DEFAULT_SEED } from '../fleet/scenarios/tide';
import type { Scenario } from '../fleet/scenarios/types';
import { Evaluator } from './rules/evaluate';
import { planRules } from './rules/plan';
import { readRules } from './rules/read';
import { SimulatedFleet } from './simulation/fleet';
import type { Totals } from './simulation/totals';
import { TemporaryPrometheus } from './store/temporary';

/** Samples are written and rules evaluated in stretches; Prometheus takes what is at most an hour older than the newest. */
const STRETCH_SECONDS = 2700;

const SLICE_SECONDS = 30;

/** What ended with the history is marked so just after it, before the first sample of the live fleet. */
const END_MARK_SECONDS = 1;

export interface HistoryOptions {
  /** Data folder of the Prometheus that will go on from here. */
  readonly out: string;
  readonly hours: number;
  /** Whole seconds since the epoch. */
  readonly endSeconds: number;
  /** Prometheus' binary. */
  readonly prometheus: string;
  readonly seed?: string;
  readonly scenarios?: readonly Scenario[];
  /** How often everything is scraped and rules are evaluated; by the minute when left out. */
  readonly paceSeconds?: number;
  /** Aborted when it is not wanted any more; nothing is left behind then. */
  readonly signal?: AbortSignal;
}

/** What was written. */
export interface History {
  readonly blocks: number;
  readonly samples: number;
  readonly recordedSamples: number;
  readonly totals: ReadonlyMap<string, Readonly<Totals>>;
}

/** Told what goes on; `share` of it is done, from 0 to 1. */
export type OnProgress = (stage: string, share: number) => void;

interface BlockMeta {
  readonly minTime: number;
  readonly maxTime: number;
}

/** Refuses a folder that another Prometheus works on, or whose blocks are of the same time. */
async function checkFolder(folder: string, fromSeconds: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name === 'wal' || name === 'lock') {
      throw new Error(`${folder} belongs to a Prometheus that ran already (it has ${name}); name a new folder`);
    }
    const text = await readFile(join(folder, name, 'meta.json'), 'utf8').catch(() => undefined);
    const meta: BlockMeta | undefined = text === undefined ? undefined : JSON.parse(text);
    if (meta && meta.maxTime > fromSeconds * 1000) {
      const until = new Date(meta.maxTime).toISOString();
      throw new Error(`${folder} has samples until ${until} already (block ${name}); name a new folder or remove it`);
    }
  }
}

/** Simulates until `to` in slices, between which Prometheus' answers about the stretch before are heard. */
async function simulate(fleet: SimulatedFleet, to: number, { endSeconds, signal }: HistoryOptions): Promise<void> {
  while (fleet.now < to) {
    signal?.throwIfAborted();
    fleet.advance(Math.min(to, fleet.now + SLICE_SECONDS), endSeconds);
    await nextTurn();
  }
}

/** Writes the history into a Prometheus that takes it; returns how many samples that were. */
async function fill(prometheus: TemporaryPrometheus, options: HistoryOptions, onProgress: OnProgress) {
  const { endSeconds, hours, scenarios = SCENARIOS, seed = DEFAULT_SEED, paceSeconds } = options;
  const startSeconds = endSeconds - hours * 3600;
  const fleet = new SimulatedFleet(scenarios, seed, startSeconds, { scrapeSeconds: paceSeconds });
  const evaluator = new Evaluator(prometheus, planRules(await readRules(), paceSeconds), endSeconds);
  let samples = 0;
  let evaluation: Promise<void> = Promise.resolve();
  for (let from = startSeconds; from < endSeconds; from += STRETCH_SECONDS) {
    const to = Math.min(endSeconds, from + STRETCH_SECONDS);
    await simulate(fleet, to, options);
    await evaluation;
    onProgress('the fleet lives through its day', (from - startSeconds) / (endSeconds - startSeconds));
    samples += await prometheus.write(fleet.takeSeries());
    evaluation = evaluator.evaluate({ from, to });
    // It fails where it is awaited, after the simulation of the next stretch.
    evaluation.catch(() => undefined);
  }
  await evaluation;
  fleet.end(endSeconds + END_MARK_SECONDS);
  samples += await prometheus.write(fleet.takeSeries());
  await evaluator.end(endSeconds + END_MARK_SECONDS);
  return { samples, recordedSamples: evaluator.written, totals: fleet.totals };
}

/**
 * Writes what the demo fleet would have done during the hours before `endSeconds` as TSDB blocks: the raw samples of a
 * simulation of the same scenarios, and what the real rules record from them. A Prometheus started on the folder goes on
 * after the end. Nothing lies in the folder before everything is complete.
 */
export async function writeHistory(options: HistoryOptions, onProgress: OnProgress = () => {}): Promise<History> {
  const { out, hours, endSeconds } = options;
  await checkFolder(out, endSeconds - hours * 3600);
  const workshop = join(out, `.history-${process.pid}`);
  await mkdir(workshop, { recursive: true });
  try {
    onProgress('a temporary Prometheus starts', 0);
    const prometheus = await TemporaryPrometheus.start(options.prometheus, workshop);
    try {
      const written = await fill(prometheus, options, onProgress);
      onProgress('blocks are cut', 1);
      return { ...written, blocks: await prometheus.moveBlocksTo(out) };
    } finally {
      await prometheus.stop();
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
