import type { Labels } from '../series';

/** Labels that the scrape of kube-state-metrics adds to what it says of a cluster's objects. */
export function kubeStateScrape(cluster: string, instance: string): Labels {
  return { cluster, job: 'kube-state-metrics', instance };
}
