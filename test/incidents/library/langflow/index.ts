import type { Incident } from '../../incident';
import { capacity } from './capacity';

export const langflowIncidents: readonly Incident[] = [...capacity];
