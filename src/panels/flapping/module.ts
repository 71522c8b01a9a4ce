import { PanelPlugin } from '@grafana/data';
import { buildOptions, type FlappingOptions } from './options';
import { FlappingPanel } from './Panel';

export const plugin = new PanelPlugin<FlappingOptions>(FlappingPanel).setPanelOptions(buildOptions);
