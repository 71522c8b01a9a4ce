export { readStarts, START_PHASES, type ColdStart, type StartPhase } from './starts';
export { isOverTarget, summariseStarts, type StartSummary } from './summary';
export { readWaiting, type Waiting } from './waiting';
