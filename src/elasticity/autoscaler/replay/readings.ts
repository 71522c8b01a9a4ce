import { isPodMetric, type MetricReading, type MetricSpec } from '../hpa';
import type { Plant, PlantSettings } from './plant';
import { prepare, Timeline } from './timeline';
import type { ReplayInput } from './types';

type Source = NonNullable<ReplayInput['metrics']>[number];

/** Pods have no requests of their own in a replay: each counts as one whole, in thousandths. */
const REQUEST_MILLI = 1000;

/** What one metric reads at a moment, given the load then (NaN when unknown) and the plant; NaN when it fails. */
export type Read = (nowSeconds: number, load: number, plant: Plant) => MetricReading;

/** How each metric of a policy is read during a replay. Starting replicas count as not ready, with nothing used yet. */
export function readersOf(
  metrics: readonly MetricSpec[],
  sources: ReplayInput['metrics'],
  settings: PlantSettings
): readonly Read[] {
  if (sources !== undefined && sources.length !== metrics.length) {
    throw new RangeError(`Metrics: the policy has ${metrics.length}, sources were given for ${sources.length}.`);
  }
  return metrics.map((metric, i) => readerOf(metric, sources?.[i] ?? { from: 'load' }, settings));
}

function readerOf(metric: MetricSpec, source: Source, settings: PlantSettings): Read {
  const amount = source.from === 'series' ? fromSeries(metric, source) : fromLoad(metric, settings);
  if (!isPodMetric(metric)) {
    return amount;
  }
  const spread = spreader();
  return (now, load, plant) => spread(plant, amount(now, load, plant));
}

type Amount = (nowSeconds: number, load: number, plant: Plant) => number;

function fromSeries({ name }: MetricSpec, { series }: Extract<Source, { from: 'series' }>): Amount {
  const timeline = new Timeline(prepare(series, `Metric ${name}`));
  return (now) => timeline.at(now);
}

/**
 * Utilization follows the requests that the ready replicas answer: those that arrive, up to their capacity. Resources in
 * their own unit (cores, bytes) do not follow from requests.
 */
function fromLoad(metric: MetricSpec, settings: PlantSettings): Amount {
  if (metric.target.type === 'Utilization') {
    const { requestsPerSecondPerReplica, utilizationAtCapacityPercent = 100 } = settings;
    const used = utilizationAtCapacityPercent / 100 / requestsPerSecondPerReplica;
    return (_now, load, plant) => Math.min(load, plant.ready * requestsPerSecondPerReplica) * used;
  }
  if (metric.type === 'Resource' || metric.type === 'ContainerResource') {
    throw new RangeError(
      `Metric ${metric.name}: its values do not follow from the load; give a recorded series for it.`
    );
  }
  return (_now, load) => load;
}

/** Shares an amount out among the pods. The groups are the same object at each step, because there are so many. */
function spreader(): (plant: Plant, amount: number) => MetricReading {
  const ready = { pods: 0, usageMilli: 0, requestMilli: 0 };
  const unreadyRequestsMilli: number[] = [];
  const groups = { ready, unreadyRequestsMilli, missingRequestsMilli: [] };
  return (plant, amount) => {
    // Without a known amount no pod has a sample that counts.
    ready.pods = Number.isNaN(amount) ? 0 : plant.ready;
    ready.usageMilli = Math.trunc(amount * 1000);
    ready.requestMilli = plant.ready * REQUEST_MILLI;
    while (unreadyRequestsMilli.length < plant.starting) {
      unreadyRequestsMilli.push(REQUEST_MILLI);
    }
    while (unreadyRequestsMilli.length > plant.starting) {
      unreadyRequestsMilli.pop();
    }
    return groups;
  };
}
