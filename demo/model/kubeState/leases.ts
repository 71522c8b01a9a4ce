import { KUBE_STATE_METRICS } from '../../../src/vocabulary';
import { series, type ModelSeries } from '../series';
import type { ObjectName } from './replicas';

export interface LeaseState {
  readonly holder: string;
  /** Seconds since the epoch. */
  readonly renewedAt: number;
}

/** A Lease as kube-state-metrics shows it, over all who may hold it. */
export function leaseSeries(
  { namespace, name }: ObjectName,
  holders: readonly string[]
): Array<ModelSeries<LeaseState>> {
  const labels = { namespace, lease: name };
  return [
    ...holders.map((holder) =>
      series(KUBE_STATE_METRICS.leaseOwner, { ...labels, lease_holder: holder }, (state: LeaseState) =>
        state.holder === holder ? 1 : undefined
      )
    ),
    series(KUBE_STATE_METRICS.leaseRenewTime, labels, ({ renewedAt }) => renewedAt),
  ];
}
