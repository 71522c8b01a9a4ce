import { autoscalerSeries } from '../../demo/model/kubeState/autoscaler';
import { deploymentSeries } from '../../demo/model/kubeState/replicas';
import { kubeStateScrape } from '../../demo/model/kubeState/scrape';
import { overTime, series, type Labels, type ModelSeries, type TimedSeries } from '../../demo/model/series';
import { lifecycleSeries } from '../../demo/model/sidecar/lifecycle';
import { processSeries } from '../../demo/model/sidecar/process';
import { sidecarScrape, upSeries } from '../../demo/model/sidecar/scrape';
import type { Series } from '../../demo/history/store/series';
import { SIDECAR } from '../../src/vocabulary';
import { ScrapedTarget } from '../engines/target';
import type { JudgementCase } from './cases';
import { FROM, requestsBetween, TO, truthAt } from './truth';

const CLUSTER = 'test';
const NAMESPACE = 'cases';

type Exists = (seconds: number) => boolean;
const always: Exists = () => true;

/** What one kube-state-metrics shows of a case while it is there. */
function kubeState(one: JudgementCase, scrape: Labels, exists: Exists): ScrapedTarget {
  const object = { namespace: NAMESPACE, name: one.name };
  const truth = (seconds: number) => {
    const now = truthAt(one, seconds);
    return now.isScraped && exists(seconds) ? now : undefined;
  };
  const replicas = (seconds: number) => {
    const now = truth(seconds);
    return now && { asked: now.desired, existing: now.desired, ready: now.ready, updated: now.updated };
  };
  const autoscaler = (seconds: number) => {
    const now = truth(seconds);
    return (
      now && {
        min: now.min,
        max: now.max,
        desired: now.desired,
        current: now.desired,
        conditions: { AbleToScale: true, ScalingActive: true, ScalingLimited: false },
      }
    );
  };
  return new ScrapedTarget([
    ...overTime(deploymentSeries(object), scrape, replicas),
    ...overTime(autoscalerSeries({ ...object, target: { kind: 'Deployment', name: one.name } }), scrape, autoscaler),
  ]);
}

const requestsSeries: ModelSeries<number> = series(
  SIDECAR.httpRequests,
  { method: 'GET', route: '/', status_code: '200' },
  (count) => count
);

/** One sidecar, which sees all requests of a case; its process may begin again. */
function sidecar(one: JudgementCase, more: Labels): ScrapedTarget {
  const { name, restartAt, qpsPerReplica } = one;
  const restart = restartAt === undefined ? Infinity : FROM + restartAt * 60;
  const startedAt = (seconds: number) => (seconds >= restart ? restart : FROM);
  const scrape = { ...sidecarScrape({ cluster: CLUSTER, namespace: NAMESPACE, workload: name }, `${name}-0`), ...more };
  const whileScraped =
    <State>(state: (seconds: number) => State) =>
    (seconds: number) =>
      truthAt(one, seconds).isScraped ? state(seconds) : undefined;
  const plan = { targets: { qps_per_replica: qpsPerReplica }, configHash: 'same' };
  const all: TimedSeries[] = [
    ...overTime(
      [upSeries],
      scrape,
      whileScraped(() => true)
    ),
    ...overTime(
      processSeries(plan),
      scrape,
      whileScraped((seconds) => ({ startedAt: startedAt(seconds), now: seconds }))
    ),
    ...overTime(
      lifecycleSeries(),
      scrape,
      whileScraped(() => ({ state: 'ready', cut: 0 }) as const)
    ),
    ...overTime(
      [requestsSeries],
      scrape,
      whileScraped((seconds) => requestsBetween(one, startedAt(seconds), seconds))
    ),
  ];
  return new ScrapedTarget(all);
}

/** Everything that is scraped of one case, the way its source is run. */
export class CaseSamples {
  /** Targets, and how long before the common scrape each is scraped. */
  private readonly targets: ReadonlyArray<readonly [ScrapedTarget, earlier: number]>;

  constructor(one: JudgementCase) {
    const half = (FROM + TO) / 2;
    const [a, b] = ['a', 'b'].map((instance) => kubeStateScrape(CLUSTER, instance)) as [Labels, Labels];
    const copies: readonly Labels[] =
      one.source === 'two Prometheus' ? ['a', 'b'].map((replica) => ({ prometheus_replica: replica })) : [{}];
    const kubeStates: Readonly<Record<typeof one.source, () => Array<readonly [ScrapedTarget, number]>>> = {
      one: () => [[kubeState(one, a, always), 0]],
      'two replicas of kube-state-metrics': () => [
        [kubeState(one, a, always), 0],
        [kubeState(one, b, always), 15],
      ],
      'two Prometheus': () => copies.map((copy, index) => [kubeState(one, { ...a, ...copy }, always), 7 * index]),
      restarts: () => [
        [kubeState(one, a, (seconds) => seconds < half), 0],
        [kubeState(one, b, (seconds) => seconds >= half), 0],
      ],
    };
    this.targets = [
      ...kubeStates[one.source](),
      ...(one.load ? copies.map((copy, index) => [sidecar(one, copy), 7 * index] as const) : []),
    ];
  }

  /** The series with what was scraped by a time. */
  scrape(seconds: number): readonly Series[] {
    return this.targets.flatMap(([target, earlier]) => target.scrape(seconds - earlier));
  }
}
