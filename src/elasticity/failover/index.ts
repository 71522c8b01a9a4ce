export { readFailovers } from './failovers';
export { buildLanes, readStateGrid, type StateGrid } from './lanes';
export { electingWorkloads, findLeaderless, findOverlaps, leaderSpans, type LeaderCounts } from './leadership';
export { recoveryStatistics, type RecoveryStatistics } from './statistics';
export type * from './types';
