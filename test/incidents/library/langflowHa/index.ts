import type { Incident } from '../../incident';
import { leader } from './leader';

export const langflowHaIncidents: readonly Incident[] = [...leader];
