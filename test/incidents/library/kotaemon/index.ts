import type { Incident } from '../../incident';
import { traffic } from './traffic';

export const kotaemonIncidents: readonly Incident[] = [...traffic];
