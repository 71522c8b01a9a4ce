import type { AlertRule } from './ruleFiles';

/** How far the dashboard of an alert goes back in hours, where the alert looks further than three. */
const LOOKS_BACK_HOURS: Readonly<Record<string, number>> = {
  ElastiscopeErrorBudgetBurn: 12,
  ElastiscopeErrorBudgetBurnSlow: 4 * 24,
  ElastiscopeVectorSearchSlow: 2 * 24,
  ElastiscopeColdStartSlow: 8 * 24,
  ElastiscopeOverProvisioned: 2 * 24,
  ElastiscopeAutoscalerPaused: 2 * 24,
  ElastiscopeDailyBudgetSpent: 24,
  ElastiscopeBudgetBurnFast: 24,
  ElastiscopeBudgetBurnSlow: 8 * 24,
  ElastiscopeBudgetForecastOver: 8 * 24,
  ElastiscopeBudgetSpent: 31 * 24,
};

const RUNBOOKS = 'https://github.com/elastiscope/elastiscope/blob/main/docs/runbooks';

/** Alerts about one workload open its dashboard; those about a cluster, which have no workload to show, the fleet. */
const ABOUT_CLUSTERS: ReadonlySet<string> = new Set([
  'ElastiscopeSourceMissing',
  'ElastiscopeRulesFailing',
  'WatchdogElastiscope',
  'ElastiscopeScrapeMisconfigured',
  'ElastiscopeDataLate',
  'ElastiscopePricesOld',
]);

/** The annotations of an alert that follow from its name. */
export function linksOf({
  alert,
}: Pick<AlertRule, 'alert'>): Readonly<Record<'runbook_url' | 'dashboard_url', string>> {
  return { runbook_url: `${RUNBOOKS}/${alert}.md`, dashboard_url: dashboardOf(alert) };
}

function dashboardOf(alert: string): string {
  if (ABOUT_CLUSTERS.has(alert)) {
    return '/a/elastiscope-llm-app/fleet';
  }
  const variables = ['cluster', 'namespace', 'workload'].map(
    (label) => `var-${label}={{ $labels.${label} | urlquery }}`
  );
  const seconds = (LOOKS_BACK_HOURS[alert] ?? 3) * 3600;
  const from = `from={{ query "1000 * (time() - ${seconds})" | first | value | printf "%.0f" }}`;
  return `/d/elastiscope-workload?${[...variables, from, 'to=now'].join('&')}`;
}
