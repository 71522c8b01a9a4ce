import { type PanelDataErrorViewProps } from '@grafana/runtime';
import React from 'react';

/** What Grafana shows in a panel that cannot draw its data. */
export function PanelDataErrorView({ message, data }: PanelDataErrorViewProps) {
  const text = message ?? (data.series.length === 0 ? 'No data' : 'Unable to render data');
  return <div style={{ height: '100%', display: 'flex', alignItems: 'center', justifyContent: 'center' }}>{text}</div>;
}
