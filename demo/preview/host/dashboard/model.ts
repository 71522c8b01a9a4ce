import type { FieldConfigSource } from '@grafana/data';
import type { PromQuery } from '../data/dataSource';

/** The part of a dashboard (Grafana's classic model) that the preview page draws. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly timezone?: string;
  readonly refresh?: string | boolean;
  readonly graphTooltip?: number;
  readonly time?: { readonly from: string; readonly to: string };
  readonly timepicker?: { readonly refresh_intervals?: readonly string[] };
  readonly links?: readonly DashboardLink[];
  readonly templating?: { readonly list: readonly VariableDefinition[] };
  readonly panels: readonly DashboardPanel[];
}

export interface DashboardLink {
  readonly title: string;
  readonly type: string;
  readonly url?: string;
  readonly tooltip?: string;
  readonly keepTime?: boolean;
  readonly includeVars?: boolean;
}

export interface DashboardPanel {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly PromQuery[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: FieldConfigSource;
  readonly maxDataPoints?: number;
  /** Least step of its queries. */
  readonly interval?: string;
}

export interface VariableDefinition {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly query?: string | { readonly query?: string };
  readonly regex?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly hide?: number;
  readonly current?: { readonly value?: string | readonly string[] };
}

/** Reads a generated dashboard by its uid, which is also the name of its file. */
export async function loadDashboard(uid: string): Promise<Dashboard> {
  const response = await fetch(`/dashboards/${encodeURIComponent(uid)}.json`);
  if (!response.ok) {
    throw new Error(`There is no dashboard ${uid} in dashboards/. Write them with: npm run generate:dashboards`);
  }
  return response.json();
}
