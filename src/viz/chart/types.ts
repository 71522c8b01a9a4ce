/** `step` holds a value until the next one, as counts of replicas do; `area` and `stepArea` are filled down to zero. */
export type ChartStyle = 'line' | 'step' | 'area' | 'stepArea' | 'bars' | 'points';

export type AxisSide = 'left' | 'right';

/** `null` is a gap; `undefined` means that this series has no sample at that time, and its line goes on. */
export type ChartValues = ReadonlyArray<number | null | undefined>;

export interface ChartSeries {
  /** Stable and unique in the chart: what stays the same when data are refreshed. */
  readonly key: string;
  readonly label: string;
  /** Name of a palette colour (`semi-dark-blue`) or any CSS colour. */
  readonly color: string;
  /** One for each time of the chart, in the unit of the axis. */
  readonly values: ChartValues;
  /** Grafana unit for tooltip and legend, e.g. `reqps`; that of the axis when left out. */
  readonly unit?: string;
  readonly decimals?: number;
  /** `left` when left out. */
  readonly axis?: AxisSide;
  /** `line` when left out. */
  readonly style?: ChartStyle;
  /** CSS pixels; 0 draws no line. */
  readonly lineWidth?: number;
  /** 0 to 1. Areas and bars have one of their own when left out. */
  readonly fillOpacity?: number;
  /** Lengths of dashes and gaps in CSS pixels. */
  readonly dash?: readonly number[];
  /** Series with the same name here are stacked, the first one at the bottom. */
  readonly stack?: string;
  /** Key of a series below this one: the space between both is filled. */
  readonly fillTo?: string;
  readonly hideInLegend?: boolean;
  readonly hideInTooltip?: boolean;
}

export interface ChartAxis {
  /** Grafana unit of the ticks, and of the axis' series unless they have their own. */
  readonly unit?: string;
  readonly label?: string;
  /** 0 shows ticks at whole numbers only. */
  readonly decimals?: number;
  /** Ends of the axis that hold even when data lie beyond. */
  readonly min?: number;
  readonly max?: number;
  /** Upper end of the axis that gives way when data lie beyond. */
  readonly softMax?: number;
}

/** A shaded stretch of time, explained in the tooltip. */
export interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly color: string;
  readonly label: string;
  readonly hint?: string;
  /** 0 to 1. */
  readonly opacity?: number;
}

/** A vertical line, explained in the tooltip. */
export interface ChartMarker {
  readonly timeMs: number;
  readonly color: string;
  readonly label: string;
  readonly hint?: string;
  readonly dash?: readonly number[];
}

/** A horizontal line across the chart, with its name on it. */
export interface ChartThreshold {
  readonly axis?: AxisSide;
  readonly value: number;
  readonly color: string;
  readonly label?: string;
}
