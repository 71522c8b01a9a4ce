import type { Incident } from '../incident';
import { chatchatIncidents } from './chatchat';
import { kotaemonIncidents } from './kotaemon';
import { kotaemonZeroIncidents } from './kotaemonZero';
import { langflowIncidents } from './langflow';
import { langflowHaIncidents } from './langflowHa';

/** Every incident, system by system. */
export const INCIDENTS: readonly Incident[] = [
  ...langflowIncidents,
  ...kotaemonIncidents,
  ...kotaemonZeroIncidents,
  ...langflowHaIncidents,
  ...chatchatIncidents,
];
