export interface ColdStartOptions {
  readonly showFigures: boolean;
  readonly showTarget: boolean;
  readonly showWaiting: boolean;
  readonly showLegend: boolean;
}

export const DEFAULTS: ColdStartOptions = {
  showFigures: true,
  showTarget: true,
  showWaiting: true,
  showLegend: true,
};
