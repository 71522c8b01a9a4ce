export { HpaController, hpaStep, initialHpaState } from './controller';
export { isPodMetric } from './recommend';
export { groupPods } from './pods';
export type { PodReading } from './pods';
export * from './types';
