import { WORKLOAD_LABELS } from './labels';
import { PROMETHEUS } from './sources/prometheus';
import type { RecordedDefinition } from './types';

/** One input of a panel: how it asks for it, and the refId under which it finds the answer. */
export interface PanelQuery {
  /** Name of the input. It is the refId of the query, so a user's own query under that refId feeds the panel just as well. */
  readonly refId: string;
  readonly expr: string;
  /** Legend format, e.g. `{{workload}}`. */
  readonly legend: string;
  /** Ask for the value at the end of the range only. */
  readonly instant?: boolean;
  /** Smallest step, e.g. `1m` for series that are recorded once a minute. */
  readonly minInterval?: string;
  /** What the panel does with it, for the documentation. */
  readonly help: string;
}

/** Label matchers that follow the dashboard variables `cluster`, `namespace` and `workload`. */
export const VARIABLE_SELECTOR = WORKLOAD_LABELS.map((label) => `${label}=~"$${label}"`).join(', ');

/** Label matchers for exactly one workload. */
export function workloadSelector(workload: Readonly<Record<(typeof WORKLOAD_LABELS)[number], string>>): string {
  return WORKLOAD_LABELS.map((label) => `${label}=${JSON.stringify(workload[label])}`).join(', ');
}

/**
 * PromQL for what series of increments (`…:increase1m`) add up to within a window that ends at the time of evaluation. The
 * increments lie on the minute, and a window of Prometheus 2 holds both of its ends: `[5m]` would count six of them. Moved by
 * a millisecond it holds five, each in exactly one step, on Prometheus 2 and 3.
 * @param window `$__interval` for the steps of a chart, `$__range` for the whole range
 */
export function sumOver(series: RecordedDefinition, selector: string, window: '$__interval' | '$__range'): string {
  return `sum_over_time(${series.name}{${selector}}[${window}] offset -1ms)`;
}

/** The value of the label `bundle` on every alert of Elastiscope. */
export const ALERT_BUNDLE = 'elastiscope';

/** PromQL for the alerts of the bundle that fire, one series each; but for the Watchdog, which fires while all is well. */
export function firingAlerts(selector: string): string {
  return `${PROMETHEUS.alerts.name}{alertstate="firing", bundle="${ALERT_BUNDLE}", alertname!="WatchdogElastiscope", ${selector}}`;
}
