export * from './hpa';
export * from './keda';
export * from './replay';
export * from './manifest';
export * from './advise';
