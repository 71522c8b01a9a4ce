import { BACKEND } from './sidecar/backend';
import { LLM } from './sidecar/llm';
import { ROLE } from './sidecar/role';
import { SELF } from './sidecar/self';
import { TRAFFIC } from './sidecar/traffic';

/**
 * What the exporter sidecar exports. Start-up and failover durations are gauges with a timestamp beside them, because a
 * counter that is born at 1 is lost to `increase()`.
 */
export const SIDECAR = { ...TRAFFIC, ...BACKEND, ...ROLE, ...LLM, ...SELF } as const;
