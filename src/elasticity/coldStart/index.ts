export { readStarts, type ColdStart } from './starts';
export { isOverTarget, summariseStarts, type StartSummary } from './summary';
export { readWaiting, type Waiting } from './waiting';
