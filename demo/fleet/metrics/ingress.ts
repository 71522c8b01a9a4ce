import { INGRESS_REQUESTS } from '../scenarios/queries';
import type { Workload } from '../workload';
import { expose } from './exposition';

/** What the demo's own front proxies count. An autoscaler at zero replicas has nothing else to go by. */
export function ingressMetrics(workloads: readonly Workload[]): string {
  const fronts = workloads.flatMap(({ scenario, front }) => {
    const { namespace, workload } = scenario.identity;
    return front.proxy ? [{ labels: { namespace, workload }, proxy: front.proxy }] : [];
  });
  return expose([
    {
      name: INGRESS_REQUESTS,
      type: 'counter',
      help: 'Requests that arrived, waiting ones included.',
      samples: fronts.map(({ labels, proxy }) => ({ labels, value: proxy.counts.arrived })),
    },
    {
      name: 'ingress_requests_waiting',
      type: 'gauge',
      help: 'Requests that wait for a replica.',
      samples: fronts.map(({ labels, proxy }) => ({ labels, value: proxy.waiting })),
    },
    {
      name: 'ingress_answers_total',
      type: 'counter',
      help: 'Answers by status.',
      samples: fronts.flatMap(({ labels, proxy }) =>
        [...proxy.counts.answered].map(([status, value]) => ({
          labels: { ...labels, status_code: String(status) },
          value,
        }))
      ),
    },
  ]);
}
