import type { Config } from '../config';
import type { Backend } from '../lifecycle/backend';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import type { Leadership } from './leadership';
import { leaseRole } from './leaseRole';
import { observedRole } from './observedRoleWatch';
import { askRole, readRole } from './roleProbe';

export interface RoleParts {
  readonly backend: Backend;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly draining: () => boolean;
}

/** Whether this instance leads, wherever that is decided. */
export interface Role {
  /** Judged at this moment. */
  readonly current: Leadership['role'];
  start(): void;
  /** Announces the next failover as a drill; true when the lead was handed over for it. */
  drill(): Promise<boolean>;
  /** Gives up the lead, if it is this sidecar that holds it, and does not compete for it until it is to `resume`. */
  release(): Promise<void>;
  resume(): void;
}

/** The role that the configuration asks for; `undefined` when none. */
export function createRole(config: Config, env: NodeJS.ProcessEnv, parts: RoleParts): Role | undefined {
  const { role, lease, roleUrl, roleFile } = config;
  if (role === 'lease' && lease !== undefined) {
    return leaseRole(config, lease, env, parts);
  }
  if (role === 'http' && roleUrl !== undefined) {
    return observedRole(() => askRole(roleUrl), parts);
  }
  if (role === 'file' && roleFile !== undefined) {
    return observedRole(() => readRole(roleFile), parts);
  }
  return undefined;
}
