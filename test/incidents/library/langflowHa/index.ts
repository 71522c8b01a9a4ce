import type { Incident } from '../../incident';
import { habits } from './habits';
import { leader } from './leader';
import { outages } from './outages';
import { unseen } from './unseen';

export const langflowHaIncidents: readonly Incident[] = [...leader, ...outages, ...unseen, ...habits];
