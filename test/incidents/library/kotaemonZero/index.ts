import type { Incident } from '../../incident';
import { coldStart } from './coldStart';

export const kotaemonZeroIncidents: readonly Incident[] = [...coldStart];
