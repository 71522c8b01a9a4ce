import { SIDECAR } from '../../../src/vocabulary';
import type { Identity } from './types';

/** Requests that arrived at the demo's own front proxies, waiting ones included: the only load seen at zero replicas. */
export const INGRESS_REQUESTS = 'ingress_requests_total';

/** Answered requests per second of a workload, as its sidecars count them. */
export function rateOfWorkload({ cluster, namespace, workload }: Identity): string {
  const selector = `cluster="${cluster}", namespace="${namespace}", workload="${workload}", status_code=~"2..|3.."`;
  return `sum(rate(${SIDECAR.httpRequests.name}{${selector}}[1m]))`;
}

/** Requests per second that arrive for a workload, as its front proxy counts them. */
export function rateOfArrivals({ namespace, workload }: Identity): string {
  return `sum(rate(${INGRESS_REQUESTS}{namespace="${namespace}", workload="${workload}"}[1m]))`;
}
