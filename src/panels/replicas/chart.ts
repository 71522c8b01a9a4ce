import type { Shortage } from '../../elasticity/scaling';
import type { ChartAxis, ChartSeries, ChartSpan } from '../../viz/chart/types';
import { formatNumber } from '../../viz/format';
import type { WorkloadScaling } from './model';
import type { ReplicasOptions } from './options';
import type { ReplicasInput } from './queries';
import { duration } from './words';

export const REPLICAS_AXIS: ChartAxis = { label: 'Replicas', unit: 'none', decimals: 0, softMax: 2 };
export const LOAD_AXIS: ChartAxis = { label: 'Load', unit: 'reqps', softMax: 1 };

/** A grey that stays in the background of both themes. */
const QUIET = '#8e8e8e';

type Style = Omit<ChartSeries, 'key' | 'values'>;

/** From the back to the front: where desired and ready replicas agree, the desired ones are hidden behind. */
const STYLES: ReadonlyArray<readonly [ReplicasInput, Style]> = [
  [
    'capacity',
    {
      label: 'Can carry',
      color: 'purple',
      axis: 'right',
      style: 'stepArea',
      lineWidth: 1,
      fillOpacity: 0.08,
      dash: [2, 3],
    },
  ],
  ['current', { label: 'Current', color: 'semi-dark-blue', style: 'stepArea', lineWidth: 1, fillOpacity: 0.25 }],
  ['min', { label: 'Min', color: QUIET, style: 'step', lineWidth: 1, dash: [2, 4] }],
  ['max', { label: 'Max', color: QUIET, style: 'step', lineWidth: 1, dash: [8, 4] }],
  ['desired', { label: 'Desired', color: 'orange', style: 'step', lineWidth: 1.5, dash: [6, 4] }],
  ['ready', { label: 'Ready', color: 'green', style: 'step', lineWidth: 1.5 }],
  ['load', { label: 'Load', color: 'purple', axis: 'right', style: 'line', lineWidth: 2 }],
];

/** Samples per CSS pixel above which lines of their usual width would hide each other. */
const DENSE = 0.5;
const HAIRLINE = 1;

/** What is drawn of a workload in a chart of a width in CSS pixels. */
export function chartSeries(
  { samples }: WorkloadScaling,
  options: Pick<ReplicasOptions, 'showBounds' | 'showCapacity'>,
  width: number
): ChartSeries[] {
  const thin = samples.times.length > DENSE * width ? { lineWidth: HAIRLINE } : {};
  return STYLES.filter(
    ([input]) =>
      samples[input].length > 0 &&
      (options.showCapacity || input !== 'capacity') &&
      (options.showBounds || (input !== 'min' && input !== 'max'))
  ).map(([input, style]) => ({ key: input, values: samples[input], ...style, ...thin }));
}

/** The times in which replicas did not carry the load, each with its explanation. */
export function shortageSpans({ summary }: WorkloadScaling): ChartSpan[] {
  return summary.shortages.map((shortage) => ({
    fromMs: shortage.fromMs,
    toMs: shortage.toMs,
    color: shortage.atMax ? 'red' : 'orange',
    opacity: 0.18,
    label: `${shortage.atMax ? 'At max and short' : 'Short'} of capacity for ${duration(shortage)}`,
    hint: explain(shortage, summary.basis),
  }));
}

function explain({ atMax, caughtUp, worstMissing }: Shortage, basis: WorkloadScaling['summary']['basis']): string {
  const missing =
    basis === 'capacity'
      ? `Up to ${formatNumber(worstMissing, 'reqps')} above what ready replicas carry.`
      : `Up to ${formatNumber(worstMissing, 'none', 0)} desired replicas were not ready.`;
  const end = atMax
    ? 'The autoscaler may not add any.'
    : caughtUp
      ? 'Then replicas had caught up.'
      : 'Replicas had not caught up.';
  return `${missing} ${end}`;
}
