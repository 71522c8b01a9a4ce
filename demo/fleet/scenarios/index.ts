import { chatchat } from './chatchat';
import { kotaemon } from './kotaemon';
import { kotaemonZero } from './kotaemonZero';
import { langflow } from './langflow';
import { langflowHa } from './langflowHa';
import type { Scenario } from './types';

/** The five systems of the demo. */
export const SCENARIOS: readonly Scenario[] = [langflow, kotaemon, kotaemonZero, langflowHa, chatchat];
