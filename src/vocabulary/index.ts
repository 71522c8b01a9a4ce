export * from './labels';
export * from './objectives';
export * from './query';
export * from './recorded';
export * from './sidecar';
export * from './sources';
export * from './types';
