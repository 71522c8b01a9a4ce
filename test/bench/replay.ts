import { prepare, replay, type AutoscalerPolicy, type ReplayInput } from '../../src/elasticity/autoscaler';
import type { Bench, Finding } from './bench';
import { median } from './support/statistics';

const STEP_SECONDS = 15;
const STEPS_PER_DAY = 86_400 / STEP_SECONDS;
const START_SECONDS = 1_790_000_000;
const MUST_MS = 60;
const AIM_MS = 20;

/** Two policies each way and the same window both ways: what costs most. */
function autoscaler(windowSeconds: number): AutoscalerPolicy {
  const rules = (pods: number, percent: number) => ({
    stabilizationWindowSeconds: windowSeconds,
    policies: [
      { type: 'Pods', value: pods, periodSeconds: 60 },
      { type: 'Percent', value: percent, periodSeconds: 60 },
    ] as const,
  });
  return {
    kind: 'hpa',
    policy: {
      minReplicas: 1,
      maxReplicas: 40,
      metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 3 } }],
      behavior: { scaleUp: rules(4, 100), scaleDown: rules(2, 10) },
    },
  };
}

/** A tide of a day with two faster swings, a sample each sync. */
function inputOf(days: number, windowSeconds: number): ReplayInput {
  const timesSeconds = Float64Array.from({ length: days * STEPS_PER_DAY }, (_, i) => START_SECONDS + i * STEP_SECONDS);
  const values = timesSeconds.map((time, i) => {
    const day = (2 * Math.PI * time) / 86_400;
    return 45 + 25 * Math.sin(day) + 10 * Math.sin(i / 40) + 5 * Math.sin(i / 7);
  });
  return {
    load: { timesSeconds, values },
    autoscaler: autoscaler(windowSeconds),
    plant: {
      requestsPerSecondPerReplica: 4,
      coldStartSeconds: [20, 25, 30, 40, 90],
      overload: 'queue',
      drainSeconds: 30,
    },
    startReplicas: 5,
  };
}

/** CPU time of one replay, milliseconds: what else the machine does is not in it, a busy neighbour's caches are. */
function cpuMs(input: ReplayInput): number {
  const before = process.cpuUsage();
  replay(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function medianCpuMs(days: number, windowSeconds: number, rounds: number): number {
  const input = inputOf(days, windowSeconds);
  // The compiler of the engine needs a few rounds until it has made fast code.
  Array.from({ length: rounds }, () => cpuMs(input));
  return median(Array.from({ length: rounds }, () => cpuMs(input)));
}

/** Bytes that the typed arrays of a result and of the prepared load hold. */
function keptMiB(input: ReplayInput): number {
  const { series } = replay(input);
  const load = prepare(input.load, 'Load');
  const arrays = [load.fromSeconds, load.values, ...(series === undefined ? [] : Object.values(series))];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20;
}

export const replayBench: Bench = {
  name: 'replay',
  title: 'an autoscaler replayed on a month, and how that grows with the days and the windows',
  async run({ scale }) {
    const days = (count: number) => Math.max(1, Math.round(count * Math.max(scale.share, 0.01)));
    const month = days(30);
    const finding = (count: number, windowSeconds: number): Finding => ({
      what: `replay of ${count} days, windows of ${windowSeconds} s`,
      value: medianCpuMs(count, windowSeconds, scale.rounds),
      unit: 'ms',
      better: 'less',
      detail: `${count * STEPS_PER_DAY} steps, two policies each way, CPU time`,
    });
    return [
      { ...finding(month, 600), must: MUST_MS, aim: AIM_MS },
      finding(month, 0),
      finding(month, 3600),
      ...[1, 7, 90, 365].map((count) => finding(days(count), 600)),
      {
        what: `what a replay of ${month} days keeps`,
        value: keptMiB(inputOf(month, 600)),
        unit: 'MiB',
        better: 'less',
        must: 50,
        detail: 'the load as prepared, and four columns of the result',
      },
    ];
  },
};
