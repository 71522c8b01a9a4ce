import type { AutoscalerLoop } from './autoscaler/loop';
import type { Front } from './ingress/front';
import type { LoadGenerator } from './load/generator';
import type { Deployment } from './replicas/deployment';
import type { Scenario } from './scenarios/types';

/** One scenario at work. */
export interface Workload {
  readonly scenario: Scenario;
  readonly deployment: Deployment;
  readonly front: Front;
  readonly load: LoadGenerator;
  /** Absent where the number of replicas is fixed. */
  readonly autoscaler?: AutoscalerLoop;
}
