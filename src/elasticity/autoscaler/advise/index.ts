export { advise } from './advise';
export type { Advice, AdviseInput } from './advise';
export type { Direction, SettingChange } from './change';
export { DEFAULT_GOALS } from './outcome';
export type { Goals, Outcome } from './outcome';
export { compareCandidates } from './search';
export type { Candidate } from './search';
export { describeChange } from './describe';
export { compareOutcomes, explainAdvice, missedGoals } from './explain';
