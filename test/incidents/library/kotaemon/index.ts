import type { Incident } from '../../incident';
import { balance } from './balance';
import { errors } from './errors';
import { traffic } from './traffic';

export const kotaemonIncidents: readonly Incident[] = [...traffic, ...errors, ...balance];
