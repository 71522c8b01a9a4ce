import type { Incident } from '../../incident';
import { coldStart } from './coldStart';
import { kedaIncidents } from './keda';
import { provider } from './provider';
import { waiting } from './waiting';

export const kotaemonZeroIncidents: readonly Incident[] = [...coldStart, ...waiting, ...kedaIncidents, ...provider];
