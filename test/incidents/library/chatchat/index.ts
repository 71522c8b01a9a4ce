import type { Incident } from '../../incident';
import { readiness } from './readiness';
import { releases } from './releases';
import { search } from './search';
import { shutdown } from './shutdown';

export const chatchatIncidents: readonly Incident[] = [...shutdown, ...readiness, ...releases, ...search];
