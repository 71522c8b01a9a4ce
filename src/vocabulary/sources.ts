export * from './sources/kubeStateMetrics';
export * from './sources/prometheus';
