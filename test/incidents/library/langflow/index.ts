import type { Incident } from '../../incident';
import { calm } from './calm';
import { capacity } from './capacity';
import { cost } from './cost';
import { scaling } from './scaling';
import { starts } from './starts';
import { watching } from './watching';

export const langflowIncidents: readonly Incident[] = [
  ...capacity,
  ...scaling,
  ...starts,
  ...calm,
  ...cost,
  ...watching,
];
