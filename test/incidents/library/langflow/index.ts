import type { Incident } from '../../incident';
import { capacity } from './capacity';
import { cost } from './cost';
import { watching } from './watching';

export const langflowIncidents: readonly Incident[] = [...capacity, ...cost, ...watching];
