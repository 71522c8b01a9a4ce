import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { VARIABLE_SELECTOR, type PanelQuery } from '../vocabulary';

/** The data source that the reader chose. */
export const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

/** One of our panels with the inputs it declares, about the workloads that the reader chose. Sizes in grid units. */
export function panel(
  id: number,
  type: string,
  queries: (selector: string) => readonly PanelQuery[],
  size: { readonly width: number; readonly height: number }
): PanelBuilder {
  return new PanelBuilder()
    .type(type)
    .id(id)
    .datasource(DATA_SOURCE)
    .targets(queries(VARIABLE_SELECTOR).map(target))
    .span(size.width)
    .height(size.height);
}

/** An input of a panel as a query of the Prometheus data source. */
export function target({ refId, expr, legend, instant, minInterval }: Omit<PanelQuery, 'help'>): DataqueryBuilder {
  const query = new DataqueryBuilder()
    .datasource(DATA_SOURCE)
    .refId(refId)
    .expr(expr)
    .legendFormat(legend)
    .format(PromQueryFormat.TimeSeries);
  if (minInterval !== undefined) {
    query.interval(minInterval);
  }
  return instant ? query.instant() : query.range();
}
