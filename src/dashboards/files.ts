import { workloadDashboard } from './workload';

/** Every generated dashboard: its file name in `dashboards/` and its text. */
export function dashboardFiles(): ReadonlyMap<string, string> {
  return new Map(
    [workloadDashboard()].map((dashboard) => [
      `${dashboard.uid}.json`,
      `${JSON.stringify(dashboard, undefined, 2)}\n`,
    ])
  );
}
