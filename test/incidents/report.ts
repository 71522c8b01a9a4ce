import { code, table } from '../../docs/markdown';
import { alertsOf } from '../../docs/ruleFiles';
import { RULE_FILES } from '../rules/bundle';
import { WATCHDOG, type Incident } from './incident';
import { durationText } from './time';
import type { Detection, Verdict } from './verdict';

/** An incident and what became of it. */
export interface Outcome {
  readonly incident: Incident;
  readonly verdict: Verdict;
}

function wasInTime({ afterSeconds, withinSeconds }: Detection): boolean {
  return afterSeconds !== undefined && afterSeconds <= withinSeconds;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function timeText(seconds: number | undefined): string {
  return seconds === undefined ? '' : durationText(seconds);
}

interface AlertRow {
  readonly alert: string;
  readonly detections: readonly Detection[];
  readonly falseAlarms: number;
  readonly caughtIn: readonly string[];
  readonly silentIn: readonly string[];
}

function rowOf(alert: string, outcomes: readonly Outcome[]): AlertRow {
  return {
    alert,
    detections: outcomes.flatMap(({ verdict }) => verdict.detections.filter((one) => one.alert === alert)),
    falseAlarms: outcomes.flatMap(({ verdict }) => verdict.falseAlarms.filter((one) => one.alert === alert)).length,
    caughtIn: outcomes.flatMap(({ incident }) =>
      incident.fires.some((one) => one.alert === alert) ? [incident.name] : []
    ),
    silentIn: outcomes.flatMap(({ incident }) => (incident.silent?.includes(alert) ? [incident.name] : [])),
  };
}

function cellsOf({ alert, detections, falseAlarms, caughtIn, silentIn }: AlertRow): string[] {
  const times = detections.flatMap(({ afterSeconds }) => (afterSeconds === undefined ? [] : [afterSeconds]));
  const caught = detections.filter(wasInTime).length;
  return [
    code(alert),
    String(caught),
    String(detections.length - caught),
    String(falseAlarms),
    timeText(median(times)),
    timeText(times.length > 0 ? Math.max(...times) : undefined),
    timeText(detections.length > 0 ? Math.max(...detections.map(({ withinSeconds }) => withinSeconds)) : undefined),
    caughtIn.join(', ') || '**none**',
    silentIn.join(', '),
  ];
}

/** The alerts of the bundle that no incident makes fire. */
export function alertsWithoutIncident(incidents: readonly Incident[]): string[] {
  const fired = new Set(incidents.flatMap(({ fires }) => fires.map(({ alert }) => alert)));
  return alertsOf(RULE_FILES)
    .map(({ alert }) => alert)
    .filter((alert) => alert !== WATCHDOG && !fired.has(alert));
}

const INTRODUCTION = `# Incidents

What the alerts of the bundle do when something happens, and when nothing does: \`test/incidents/\`, run by promtool against the
rule files that ship. Written by \`npm run incidents\`; do not edit.

Detection is the time from the beginning of the trouble, as the sources show it, until the alert fires. promtool evaluates all
groups of rules at the same moment, once a minute (failovers: every 15 s). A running Prometheus evaluates each group at a moment
of its own, which adds up to one interval for each step from source to alert.`;

/** The page docs/incidents.md. */
export function reportOf(outcomes: readonly Outcome[], weeks: readonly Outcome[]): string {
  const all = [...outcomes, ...weeks];
  const rows = alertsOf(RULE_FILES)
    .filter(({ alert }) => alert !== WATCHDOG)
    .map(({ alert }) => rowOf(alert, all));
  const detections = rows.flatMap((row) => row.detections);
  const caught = detections.filter(wasInTime).length;
  const falseAlarms = all.flatMap(({ verdict }) => verdict.falseAlarms).length;
  const missing = alertsWithoutIncident(all.map(({ incident }) => incident));
  return [
    INTRODUCTION,
    `${all.length} incidents: ${caught} of ${detections.length} alerts fired in time, ${falseAlarms} fired that should not have.` +
      (missing.length > 0 ? ` ${missing.length} of ${rows.length} alerts are in no incident.` : ''),
    '## By alert',
    table(
      ['Alert', 'Caught', 'Missed', 'False', 'Median', 'Longest', 'Longest allowed', 'Incidents', 'Silent in'],
      rows.map(cellsOf)
    ),
    '## By system',
    table(['System', 'Incident', 'Story', 'Alerts, and when', 'Verdict'], outcomes.map(storyCells)),
    ...(weeks.length > 0
      ? [
          '## Ordinary weeks',
          table(['System', 'Week', 'What happens', 'Alerts, and when', 'Verdict'], weeks.map(storyCells)),
        ]
      : []),
  ].join('\n\n');
}

function storyCells({ incident, verdict }: Outcome): string[] {
  const { system, name, story } = incident;
  const fired = verdict.detections.map(
    ({ alert, afterSeconds }) => `${code(alert)} ${timeText(afterSeconds) || 'never'}`
  );
  return [system, name, story, fired.join('<br>') || 'none', verdict.problems.join('<br>') || 'as it must'];
}
