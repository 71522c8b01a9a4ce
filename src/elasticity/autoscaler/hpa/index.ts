export { SCALE_DOWN_DEFAULTS, SCALE_UP_DEFAULTS } from './behavior';
export { HpaController, hpaStep, initialHpaState } from './controller';
export { isPodMetric } from './recommend';
export { groupPods } from './pods';
export type { PodReading } from './pods';
export * from './types';
