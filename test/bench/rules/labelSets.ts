import { BACKEND_STATES, FAILOVER_PHASES, SIDECAR, STARTUP_PHASES } from '../../../src/vocabulary';
import type { Labels } from '../../../demo/history/store/series';

/** Label values of an ordinary LLM backend. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  method: ['POST'],
  route: ['run', 'flows', 'other'],
  status_code: ['200', '500'],
  reason: ['backend', 'client'],
  state: BACKEND_STATES,
  role: ['leader', 'standby'],
  provider: ['openai'],
  model: ['gpt-4o', 'gpt-4o-mini'],
  flow: ['answer', 'summary'],
  team: ['support'],
  kind: ['input', 'cache_read', 'output'],
  source: ['reported'],
  unit: ['requests', 'tokens'],
  objective: ['latency_p95_seconds', 'qps_per_replica', 'budget_usd_per_day', 'budget_usd_per_month'],
};

function valuesOf(name: string, label: string): readonly string[] {
  if (label === 'phase') {
    return name === SIDECAR.failoverDuration.name ? FAILOVER_PHASES : STARTUP_PHASES;
  }
  return VALUES[label] ?? ['-'];
}

/** Every combination of the values that the labels of a metric have. */
export function combinations(name: string, labels: readonly string[]): Labels[] {
  return labels.reduce<Labels[]>(
    (all, label) => all.flatMap((set) => valuesOf(name, label).map((value) => ({ ...set, [label]: value }))),
    [{}]
  );
}
