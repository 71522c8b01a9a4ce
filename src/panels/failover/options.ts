export interface FailoverOptions {
  /** Show workloads that elect no leader, too. */
  readonly showAllWorkloads: boolean;
  readonly showFigures: boolean;
  readonly showTable: boolean;
  readonly showLegend: boolean;
}

export const DEFAULTS: FailoverOptions = {
  showAllWorkloads: false,
  showFigures: true,
  showTable: true,
  showLegend: true,
};
