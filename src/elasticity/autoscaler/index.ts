export { hpaStep, initialHpaState } from './hpa';
export { hpaOfScaledObject, initialKedaState, kedaStep } from './keda';
export type { KedaDecision, KedaPolicy, KedaState } from './keda';
export type * from './types';
