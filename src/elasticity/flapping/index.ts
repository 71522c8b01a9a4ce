export { findReversals, reversalsWithin } from './reversals';
export * from './summary';
export type * from './types';
