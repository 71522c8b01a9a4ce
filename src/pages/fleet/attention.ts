import { formatSince, type Clock } from '../../viz/clock';
import { VERDICTS, wordsOf, type Severity, type VerdictDefinition } from '../../vocabulary';
import type { FiringAlert, HeldVerdict, WorkloadNumbers } from './numbers';

/** Something about a workload that somebody should look at; `unknown`: what is the case cannot be told. */
export interface Finding {
  readonly level: Level;
  readonly text: string;
}

export type Level = 'critical' | 'warning' | 'unknown';

/** How urgent a row is; `unknown` when Prometheus knows the workload by name only, or not any more. */
export type Status = Level | 'healthy';

/** How times are told, and from when on anything is known. */
export interface Telling {
  readonly clock: Clock;
  readonly knownFromMs: number;
}

const URGENCY: Record<Status, number> = { critical: 3, warning: 2, unknown: 1, healthy: 0 };

/**
 * What is to be said about a workload, the worst first: the verdicts that rules recorded, the alerts that fire, and where the
 * data ended. Nothing is judged here. Texts are complete without their colour.
 */
export function findingsOf({ verdicts, alerts, endedAtMs }: WorkloadNumbers, telling: Telling): Finding[] {
  const told = new Set<string>(verdicts.map(({ verdict }) => VERDICTS[verdict].alert));
  return [
    ...verdicts.flatMap((held) => verdictFinding(held, telling)),
    ...alerts.filter(({ name }) => !told.has(name)).flatMap(alertFinding),
    ...(endedAtMs === undefined
      ? []
      : [{ level: 'unknown', text: `No data since ${telling.clock(endedAtMs)}` } as const]),
  ].sort((a, b) => URGENCY[b.level] - URGENCY[a.level]);
}

export function statusOf(row: WorkloadNumbers & { readonly findings: readonly Finding[] }): Status {
  const [worst] = row.findings;
  if (worst !== undefined) {
    return worst.level;
  }
  return row.replicas.current === undefined && row.loadPerSecond === undefined ? 'unknown' : 'healthy';
}

export function urgencyOf(status: Status): number {
  return URGENCY[status];
}

function verdictFinding({ verdict, run }: HeldVerdict, { clock, knownFromMs }: Telling): Finding[] {
  const definition: VerdictDefinition = VERDICTS[verdict];
  return finding(definition.severity, `${wordsOf(definition)}, ${formatSince(run, knownFromMs, clock)}`);
}

/** An alert whose verdict does not hold any more still fires for a while; one without a verdict is told by its name. */
function alertFinding({ name, severity }: FiringAlert): Finding[] {
  const verdict = Object.values<VerdictDefinition>(VERDICTS).find(({ alert }) => alert === name);
  return finding(severity, verdict === undefined ? `${name} fires` : `${wordsOf(verdict)}, a short while ago`);
}

/** What is for information only needs no attention. */
function finding(severity: Severity, text: string): Finding[] {
  return severity === 'info' ? [] : [{ level: severity, text }];
}
