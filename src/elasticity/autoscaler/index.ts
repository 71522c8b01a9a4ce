export * from './hpa';
export * from './keda';
