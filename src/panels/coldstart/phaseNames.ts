import type { StartPhase } from '../../elasticity/coldStart';

/** The phases of a start as a reader meets them. */
export const PHASE_NAMES: Readonly<Record<StartPhase, string>> = {
  schedule: 'Wait for a node',
  init: 'Init containers',
  boot: 'Boot: image, process',
  load: 'Load, until ready',
};
