export { initialKedaState, KedaController, kedaStep } from './controller';
export { hpaOfScaledObject } from './hpaOfScaledObject';
export * from './types';
