import { type GrafanaTheme2, renderTextPanelMarkdown } from '@grafana/data';
import { config } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import React from 'react';
import type { DashboardPanel } from './model';
import { PanelView, type PanelViewProps } from './PanelView';

/** Grafana's grid: 24 columns, rows of 30 px, gaps of 8 px. */
const COLUMNS = 24;
const ROW_PX = 30;
const GAP_PX = 8;

type Props = Omit<PanelViewProps, 'panel'> & { readonly panels: readonly DashboardPanel[] };

/** The panels of a dashboard in the columns that its JSON gives them; what is left out leaves no gap. */
export function PanelGrid({ panels, ...shared }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.grid}>
      {panels.filter(isDrawnHere).map((panel) => {
        const { x, w, h } = panel.gridPos;
        const place = { '--column': `${x + 1} / span ${w}`, '--height': `${h}` };
        return (
          <div key={panel.id} className={styles.cell} style={place as React.CSSProperties}>
            <Cell panel={panel} {...shared} />
          </div>
        );
      })}
    </div>
  );
}

/** Rows and texts are Grafana's own panels and simple enough to draw here; its charts are not. */
function isDrawnHere({ type }: DashboardPanel): boolean {
  return type === 'row' || type === 'text' || type in config.panels;
}

function Cell(props: PanelViewProps) {
  const styles = useStyles2(getStyles);
  const { panel, replaceVariables } = props;
  if (panel.type === 'row') {
    return <h2 className={styles.row}>{replaceVariables(panel.title ?? '')}</h2>;
  }
  if (panel.type === 'text') {
    const html = renderTextPanelMarkdown(replaceVariables(String(panel.options?.content ?? '')));
    return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
  }
  return <PanelView {...props} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
    gridAutoRows: ROW_PX,
    gap: GAP_PX,
    [theme.breakpoints.down('md')]: { display: 'flex', flexDirection: 'column' },
  }),
  cell: css({
    gridColumn: 'var(--column)',
    gridRow: 'span var(--height)',
    [theme.breakpoints.down('md')]: { height: `calc(var(--height) * ${ROW_PX + GAP_PX}px)` },
  }),
  row: css({ ...theme.typography.h5, margin: 0, alignContent: 'center', height: '100%' }),
});
