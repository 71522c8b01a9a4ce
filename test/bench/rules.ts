import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { TemporaryPrometheus } from '../../demo/history/store/temporary';
import { readRuleFiles, type RuleFile } from '../../docs/ruleFiles';
import { ensureBinaries } from '../../setup/binaries';
import type { Bench, BenchContext, Finding } from './bench';
import { fillStore } from './rules/fillStore';
import { PODS_PER_WORKLOAD, type FleetSize } from './rules/fleetSeries';
import { groupDurations } from './rules/groupDurations';
import { isPeer, PEER_VARIABLE, readPeer } from './rules/peer';
import { secondsOf } from './rules/recordedSeries';
import { cpuMicroseconds } from './support/process';

const RULES = join(__dirname, '../../alerts/rules');

/**
 * Sidecars in 5,000 pods at most: what they export is more than a hundred series each. One workload in a hundred with a sidecar
 * is the cluster of a large company, of whose services a few are LLM backends.
 */
const SIZES: ReadonlyArray<FleetSize & { readonly atMostSeconds?: number }> = [
  { workloads: 250, sidecarEvery: 1, atMostSeconds: 1.3 },
  { workloads: 1000, sidecarEvery: 1, atMostSeconds: 7 },
  { workloads: 10_000, sidecarEvery: 100, atMostSeconds: 6 },
];

const QUICK_SIZE = { workloads: 20, sidecarEvery: 1, atMostSeconds: undefined };

/** As long as the longest interval of a group, and a little. */
const MEASURED_SECONDS = 260;

/** Of the whole of kubernetes-mixin on the same data. */
const SHARE_OF_PEER_AT_MOST = 0.5;

interface Cost {
  readonly size: FleetSize;
  readonly series: number;
  /** Seconds a minute, by group. */
  readonly perMinute: ReadonlyMap<string, number>;
  readonly cpuSecondsPerMinute: number;
  /** Evaluations of rules that ended in an error, such as two series of one name. */
  readonly failures: number;
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const FAILURES = /^prometheus_rule_evaluation_failures_total\{.*\} (\S+)$/gm;
const failuresIn = (metrics: string) => sum([...metrics.matchAll(FAILURES)].map(([, count]) => Number(count)));

/** Evaluates the rules that ship, and the peer's, on the data of one fleet. */
async function costOf(
  size: FleetSize,
  files: readonly RuleFile[],
  peer: RuleFile | undefined,
  program: string,
  { stage, scale, progress }: BenchContext
): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'elastiscope-rules-'));
  const prometheus = await TemporaryPrometheus.start(program, folder, {});
  stage.onEnd(() => prometheus.stop());
  progress(
    `${size.workloads} workloads, ${size.workloads * PODS_PER_WORKLOAD} pods, a sidecar in every ${size.sidecarEvery}. workload`
  );
  const peerFiles = peer ? [join(folder, 'peer.yml')] : [];
  for (const file of peerFiles) {
    await writeFile(file, stringify({ groups: peer?.groups }));
  }
  const withPeer = peer ? [...files, peer] : files;
  const { series } = await fillStore(prometheus, size, withPeer, peer !== undefined, progress);

  const cpuBefore = cpuMicroseconds(prometheus.pid);
  await prometheus.evaluate([...peerFiles, ...files.map(({ path }) => join(RULES, path))]);
  const seconds = MEASURED_SECONDS * Math.min(1, scale.share * 100);
  const durations = await groupDurations(() => prometheus.metrics(), seconds);
  const cpuSeconds = (cpuMicroseconds(prometheus.pid) - cpuBefore) / 1e6;
  const failures = failuresIn(await prometheus.metrics());
  await prometheus.stop();

  const intervals = new Map(
    withPeer.flatMap(({ groups }) => groups.map(({ name, interval = '1m' }) => [name, secondsOf(interval)]))
  );
  const perMinute = new Map<string, number>();
  // What was not done in all that time takes at least as long; a quick run does not wait for all groups.
  const atLeast = scale.share === 1 ? seconds : 0;
  const took = [...durations].map(([group, duration]) => [group, Number.isNaN(duration) ? atLeast : duration] as const);
  for (const [group, duration] of took.sort(([, a], [, b]) => b - a)) {
    const interval = intervals.get(group) ?? NaN;
    perMinute.set(group, (duration * 60) / interval);
    progress(`${group.padEnd(46)} ${duration.toFixed(3)} s every ${interval} s`);
  }
  return { size, series, perMinute, cpuSecondsPerMinute: (cpuSeconds * 60) / seconds, failures };
}

export const rules: Bench = {
  name: 'rules',
  title: 'what the rules cost Prometheus, from 250 to 10,000 workloads, beside the whole of kubernetes-mixin',
  async run(context) {
    const { prometheus } = await ensureBinaries(['prometheus']);
    const files = readRuleFiles(RULES);
    const peer = readPeer();
    if (!peer) {
      context.progress(`without a peer: ${PEER_VARIABLE} names no file with the rules of kubernetes-mixin`);
    }
    const findings: Finding[] = [];
    const asked = process.env.RULES_WORKLOADS?.split(',').map(Number) ?? [];
    const sizes = asked.length > 0 ? SIZES.filter(({ workloads }) => asked.includes(workloads)) : SIZES;
    for (const size of context.scale.share === 1 ? sizes : [QUICK_SIZE]) {
      const cost = await costOf(size, files, peer, prometheus, context);
      findings.push(...findingsOf(cost, size.atMostSeconds));
    }
    return findings;
  },
};

function findingsOf(
  { size, series, perMinute, cpuSecondsPerMinute, failures }: Cost,
  atMostSeconds: number | undefined
): Finding[] {
  const of = (wanted: (group: string) => boolean) =>
    sum([...perMinute].map(([group, seconds]) => (wanted(group) ? seconds : 0)));
  const bundle = of((group) => !isPeer(group));
  const peer = of(isPeer);
  const dearest = [...perMinute].filter(([group]) => !isPeer(group)).sort(([, a], [, b]) => b - a);
  const at = `at ${size.workloads.toLocaleString('en')} workloads`;
  return [
    {
      what: `all groups, seconds a minute ${at}`,
      value: bundle,
      unit: 's',
      better: 'less',
      must: atMostSeconds,
      detail: `${series.toLocaleString('en')} series; ${cpuSecondsPerMinute.toFixed(1)} s of CPU time a minute; most: ${dearest
        .slice(0, 3)
        .map(([group, seconds]) => `${group.replace('elastiscope.', '')} ${seconds.toFixed(2)} s`)
        .join(', ')}`,
    },
    ...(peer > 0
      ? [
          {
            what: `all groups against kubernetes-mixin ${at}`,
            value: bundle / peer,
            unit: '×',
            better: 'less',
            must: SHARE_OF_PEER_AT_MOST,
            detail: `${bundle.toFixed(2)} against ${peer.toFixed(2)} s a minute`,
          } as const,
        ]
      : []),
    {
      what: `evaluations of rules that failed ${at}`,
      value: failures,
      unit: 'errors',
      better: 'less',
      must: 0,
      detail: 'a rule that fails records nothing and looks cheap',
    },
  ];
}
