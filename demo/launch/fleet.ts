import { join } from 'node:path';
import { PROJECT } from '../../setup/paths';
import { LOOPBACK } from './ports';
import type { ServicePlan } from './service';

export interface FleetSite {
  readonly folder: string;
  readonly port: number;
  readonly prometheus: string;
  readonly nginx: string;
}

/** How to start the fleet, which ends its own processes when it is told to end. */
export function planFleet({ folder, port, prometheus, nginx }: FleetSite): ServicePlan {
  const flags = {
    prometheus,
    listen: `${LOOPBACK}:${port}`,
    state: join(folder, 'fleet'),
    nginx,
  };
  return {
    name: 'fleet',
    file: process.execPath,
    args: [
      '--import',
      'tsx',
      join(PROJECT, 'demo/fleet/main.ts'),
      ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
    ],
    readyAt: `http://${LOOPBACK}:${port}/healthz`,
    readyWithinSeconds: 60,
    stopWithinSeconds: 40,
    hint: `The logs of its backends and sidecars are in ${join(folder, 'fleet')}.`,
  };
}
