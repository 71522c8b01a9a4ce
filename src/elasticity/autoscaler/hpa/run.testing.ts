import { HpaController, initialHpaState } from './controller';
import type { HpaPolicy } from './types';

/** An External metric with a share per pod of 10: the load tens are the replicas. */
export function policyWith(rest: Partial<HpaPolicy> = {}): HpaPolicy {
  return {
    minReplicas: 1,
    maxReplicas: 100,
    metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 10 } }],
    ...rest,
  };
}

/** Runs the controller over loads that are 15 s apart; replicas follow at once and are all ready. */
export function run(
  policy: HpaPolicy,
  startReplicas: number,
  loads: ReadonlyArray<number | undefined>,
  stepSeconds = 15
): { readonly replicas: number[]; readonly reasons: string[] } {
  const controller = new HpaController(policy, initialHpaState(startReplicas, 0));
  const replicas: number[] = [];
  const reasons: string[] = [];
  let currentReplicas = startReplicas;
  loads.forEach((load, index) => {
    const nowSeconds = (index + 1) * stepSeconds;
    currentReplicas = controller.sync({ nowSeconds, currentReplicas, readyReplicas: currentReplicas, metrics: [load] });
    replicas.push(currentReplicas);
    reasons.push(controller.reason);
  });
  return { replicas, reasons };
}

export const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);
