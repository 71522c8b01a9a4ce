export { maxReplicasOf, metricsOf } from './autoscaler';
export { compareWithRecorded } from './compare';
export type { Distance, ReplayError } from './compare';
export { explainChange } from './explain';
export type { PlantSettings } from './plant';
export { replay } from './replay';
export { prepare } from './timeline';
export type { PreparedSeries, RecordedSeries } from './timeline';
export type * from './types';
