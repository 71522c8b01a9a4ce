export * from './align';
export * from './ended';
export * from './gaps';
export * from './identity';
export * from './partitionPoint';
export * from './series';
export * from './spans';
export * from './timeAxis';
