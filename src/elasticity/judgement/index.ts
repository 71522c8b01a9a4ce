export * from './reversals';
export * from './shortage';
