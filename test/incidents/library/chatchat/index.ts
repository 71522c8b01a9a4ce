import type { Incident } from '../../incident';
import { shutdown } from './shutdown';

export const chatchatIncidents: readonly Incident[] = [...shutdown];
