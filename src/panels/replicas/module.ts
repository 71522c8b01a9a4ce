import { PanelPlugin } from '@grafana/data';
import { buildOptions, type ReplicasOptions } from './options';
import { ReplicasPanel } from './Panel';

export const plugin = new PanelPlugin<ReplicasOptions>(ReplicasPanel).setPanelOptions(buildOptions);
