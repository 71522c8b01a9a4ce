/** @jest-environment node */
import { metricsOf } from './autoscaler';
import { explainChange } from './explain';
import { hpa } from './replay.testing';
import type { ReplayedChange } from './types';

const change: ReplayedChange = {
  atSeconds: 0,
  fromReplicas: 1,
  toReplicas: 5,
  by: 'hpa',
  reason: 'ScaleUpLimit',
  recommendedReplicas: 9,
  decidingMetric: 0,
};

it.each<[string, Partial<ReplayedChange>, string]>([
  ['the metric that asked, and what held it back', {}, 'External load asked for 9; limited by the scale-up rate'],
  [
    'KEDA itself',
    { by: 'keda', reason: 'Activated', recommendedReplicas: undefined, decidingMetric: undefined },
    'KEDA: a trigger became active',
  ],
  [
    'bounds without a metric',
    { reason: 'TooFewReplicas', recommendedReplicas: undefined, decidingMetric: undefined },
    'lifted to the minimum',
  ],
])('%s', (_name, rest, text) => {
  expect(explainChange({ ...change, ...rest }, metricsOf(hpa()))).toBe(text);
});
