import { urlUtil } from '@grafana/data';
import type { WorkloadIdentity } from '../../elasticity/samples';
import { WORKLOAD_LABELS } from '../../vocabulary';

/** What the dashboard of one workload has to know besides the workload. */
export interface DashboardContext {
  readonly dataSourceUid: string;
  /** As the time picker has it, e.g. `now-24h`. */
  readonly from: string;
  readonly to: string;
}

/** The uid of the workload dashboard, as `src/dashboards` generates it. */
const DASHBOARD_UID = 'elastiscope-workload';

/**
 * Address of the dashboard’s view of one workload, from the same data source over the same range. A label without a value is
 * left to the dashboard, which then shows all.
 */
export function dashboardUrl(workload: WorkloadIdentity, { dataSourceUid, from, to }: DashboardContext): string {
  const chosen = WORKLOAD_LABELS.filter((label) => workload[label] !== '').map((label) => [
    `var-${label}`,
    workload[label],
  ]);
  return urlUtil.renderUrl(`/d/${DASHBOARD_UID}`, {
    'var-datasource': dataSourceUid,
    ...Object.fromEntries(chosen),
    from,
    to,
  });
}
