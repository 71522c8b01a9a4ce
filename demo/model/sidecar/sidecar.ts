import { SIDECAR } from '../../../src/vocabulary';
import { partOf, series, type ModelSeries } from '../series';
import { lifecycleSeries, type LifecycleState } from './lifecycle';
import { processSeries, type ProcessPlan, type ProcessState } from './process';
import { roleSeries, type RoleState } from './role';
import { trafficSeries, type TrafficState } from './traffic';

/** A sidecar as it is configured. */
export interface SidecarPlan extends ProcessPlan {
  readonly hasRole: boolean;
}

/** What a sidecar knows and has counted beside what it counts by labels of the traffic. */
export interface SidecarState {
  readonly process: ProcessState;
  readonly lifecycle: LifecycleState;
  readonly traffic: TrafficState;
  readonly role?: RoleState;
}

/** What a sidecar exposes from its first moment on, or as soon as it is known. */
export function sidecarSeries(plan: SidecarPlan): Array<ModelSeries<SidecarState>> {
  return [
    ...partOf(processSeries(plan), ({ process }: SidecarState) => process),
    ...partOf(lifecycleSeries(), ({ lifecycle }: SidecarState) => lifecycle),
    ...partOf(trafficSeries(), ({ traffic }: SidecarState) => traffic),
    ...(plan.hasRole ? partOf(roleSeries(), ({ role }: SidecarState) => role) : []),
    // A counter without labels begins at 0 in every sidecar.
    series(SIDECAR.leaseTransitions, {}, ({ role }: SidecarState) => role?.transitions ?? 0),
  ];
}
