import type { Programs } from '../process/bundle';
import type { Children } from '../process/children';
import type { Ports } from '../process/ports';

/** What all replicas share: where they run, what they run, and whom they talk to. */
export interface Site {
  readonly children: Children;
  readonly ports: Ports;
  readonly programs: Programs;
  /** The sidecar's bundle. */
  readonly exporter: string;
  /** CSV file of prices that come before those inside the sidecars. */
  readonly prices?: string;
  /** Address that the sidecars' admin listeners bind to. */
  readonly bind: string;
  readonly provider: string;
  readonly leaseApi: string;
  readonly seed: string;
  /** Factor on every start-up, for tests that cannot wait. */
  readonly startupScale: number;
  readonly drainMinSeconds: number;
  /** How long a sidecar waits for the scrape of its last counts once its backend is gone. */
  readonly lingerSeconds: number;
  /** Aborted when everything is to end now. */
  readonly closing: AbortSignal;
  readonly logFile: (name: string) => string;
  /** A directory of its own below the fleet's state. */
  readonly directory: (name: string) => string;
  readonly log: (line: string) => void;
}
