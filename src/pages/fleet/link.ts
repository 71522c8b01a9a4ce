import { urlUtil } from '@grafana/data';
import type { WorkloadIdentity } from '../../elasticity/series';

/** What the dashboard of one workload has to know besides the workload. */
export interface DashboardContext {
  readonly dataSourceUid: string;
  /** As the time picker has it, e.g. `now-24h`. */
  readonly from: string;
  readonly to: string;
}

/** The uid of the workload dashboard, as `src/dashboards` generates it. */
const DASHBOARD_UID = 'elastiscope-workload';

/** Address of the dashboard's view of one workload, from the same data source over the same range. */
export function dashboardUrl(workload: WorkloadIdentity, { dataSourceUid, from, to }: DashboardContext): string {
  return urlUtil.renderUrl(`/d/${DASHBOARD_UID}`, {
    'var-datasource': dataSourceUid,
    'var-cluster': workload.cluster,
    'var-namespace': workload.namespace,
    'var-workload': workload.workload,
    from,
    to,
  });
}
