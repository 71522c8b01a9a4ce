import { Series, type Labels } from '../../../demo/history/store/series';
import type { TemporaryPrometheus } from '../../../demo/history/store/temporary';
import type { RuleFile } from '../../../docs/ruleFiles';
import {
  CALENDAR,
  INSTANCE,
  SOURCE,
  WORKLOAD,
  type InstanceState,
  type RecordedDefinition,
} from '../../../src/vocabulary';
import { metricsIn } from '../../rules/promql';
import { isTroubled, membersOf, type FleetSize, type Member } from './fleetSeries';
import { kubeStateSeries } from './kubeStateSeries';
import { peerSeries } from './peerSeries';
import { longestRanges, recordedLabels, recordedSteps } from './recordedSeries';
import { sidecarSeries } from './sidecarSeries';

/** The interval at which sidecars are scraped, and that of kube-state-metrics, as kube-prometheus sets it. */
const SIDECAR_STEP_SECONDS = 15;
const KUBE_STATE_STEP_SECONDS = 30;

/** What a selector without a range looks back. */
const LOOK_BACK_SECONDS = 300;
/** Of what was recorded longer ago nothing is filled in: most of what rules read of it is a sample an hour. */
const LONGEST_HISTORY_SECONDS = 3 * 3600;

/** Prometheus takes samples up to ten minutes ahead of its clock, and those of one series in order. */
const AHEAD_SECONDS = 540;
const AHEAD_AT_LEAST_SECONDS = 330;
const SLICE_SECONDS = 1800;
const SERIES_AT_ONCE = 2000;

const RECORDED: readonly RecordedDefinition[] = [SOURCE, WORKLOAD, INSTANCE, CALENDAR].flatMap(Object.values);

/** What is recorded for every workload, not only for those with a sidecar. */
const OF_ALL = /replica|scaling|info|zero_hours/;
/** What is recorded only while something goes on. */
const OF_FEW =
  /direction|activation|many1m|below|lag|leader|standby|elected|:at_|outdated|down|release|failover|drill|vector|drain|cold_start|short|stuck|held/;
/** What is recorded of everything and is zero where nothing is wrong. */
const FAULT = /cut|delay|missing|unpriced|overflow|changes|errors|backup/;

/** What a workload spends in a minute, and the share of its grace period that a drain takes; all else is 1. */
const USUAL: ReadonlyArray<readonly [RegExp, number]> = [
  [/cost_usd/, 0.07],
  [/grace_used/, 0.3],
];
const usualOf = (name: string) => USUAL.find(([names]) => names.test(name))?.[1] ?? 1;

/** That of instances while nothing is wrong; the others are there only as the rules record them. */
const ORDINARY_STATE: InstanceState = 'ready';

interface Filled {
  readonly labels: Labels;
  readonly valueAt: (seconds: number) => number;
  readonly stepSeconds: number;
  readonly historySeconds: number;
}

function* seriesOf(
  member: Member,
  hasSidecar: boolean,
  hasPeer: boolean,
  now: number,
  { names, ranges, steps }: ReturnType<typeof whatRulesRead>
): Generator<Filled> {
  const historyOf = (labels: Labels) =>
    Math.min(LONGEST_HISTORY_SECONDS, ranges.get(labels.__name__ ?? '') ?? 0) + LOOK_BACK_SECONDS;
  for (const series of [...kubeStateSeries(member, now), ...(hasPeer ? peerSeries(member, now) : [])]) {
    yield { ...series, stepSeconds: KUBE_STATE_STEP_SECONDS, historySeconds: historyOf(series.labels) };
  }
  if (hasSidecar) {
    for (const series of sidecarSeries(member, names, now)) {
      yield { ...series, stepSeconds: SIDECAR_STEP_SECONDS, historySeconds: historyOf(series.labels) };
    }
  }
  for (const definition of RECORDED) {
    const stepSeconds = steps.get(definition.name);
    const isHere =
      (hasSidecar || OF_ALL.test(definition.name)) && (isTroubled(member) || !OF_FEW.test(definition.name));
    if (stepSeconds !== undefined && ranges.has(definition.name) && isHere) {
      for (const labels of recordedLabels(definition, member).filter(
        ({ state = ORDINARY_STATE }) => state === ORDINARY_STATE
      )) {
        const value = FAULT.test(definition.name) && !isTroubled(member) ? 0 : usualOf(definition.name);
        yield { labels, valueAt: () => value, stepSeconds, historySeconds: historyOf(labels) };
      }
    }
  }
}

function whatRulesRead(files: readonly RuleFile[]) {
  const names = new Set(
    files.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))))
  );
  return { names, ranges: longestRanges(files), steps: recordedSteps(files) };
}

/**
 * Writes what a fleet would have left in Prometheus: what it was scraped for, for as long as the rules look back, and what
 * was recorded of it; and goes on into the next minutes, in which the rules are then evaluated; with what the peer's rules
 * read where there is a peer. Returns the number of series and samples.
 */
export async function fillStore(
  prometheus: TemporaryPrometheus,
  size: FleetSize,
  files: readonly RuleFile[],
  hasPeer: boolean,
  progress: (line: string) => void
): Promise<{ readonly series: number; readonly samples: number }> {
  const read = whatRulesRead(files);
  const startedAt = Math.floor(Date.now() / 1000);
  let samples = 0;
  const filled = [...membersOf(size)].flatMap((member) => [
    ...seriesOf(member, member.nth % size.sidecarEvery === 0, hasPeer, startedAt, read),
  ]);
  for (let from = startedAt - LONGEST_HISTORY_SECONDS; from < Date.now() / 1000 + AHEAD_AT_LEAST_SECONDS; ) {
    const to = Math.min(from + SLICE_SECONDS, Math.floor(Date.now() / 1000) + AHEAD_SECONDS);
    let waiting: Series[] = [];
    for (const [nth, { labels, valueAt, stepSeconds, historySeconds }] of filled.entries()) {
      const begin = Math.max(from, startedAt - historySeconds);
      const first = Math.ceil((begin - (nth % stepSeconds)) / stepSeconds) * stepSeconds + (nth % stepSeconds);
      if (first < to) {
        const series = new Series(labels);
        for (let seconds = first; seconds < to; seconds += stepSeconds) {
          series.push(seconds, valueAt(seconds));
        }
        waiting.push(series);
      }
      if (waiting.length >= SERIES_AT_ONCE) {
        samples += await prometheus.write(waiting);
        waiting = [];
      }
    }
    samples += await prometheus.write(waiting);
    from = to;
  }
  progress(`${filled.length.toLocaleString('en')} series, ${samples.toLocaleString('en')} samples written`);
  return { series: filled.length, samples };
}
