import { type AppPlugin, type PanelPlugin } from '@grafana/data';
import { config, setPluginImportUtils } from '@grafana/runtime';

export const APP_ID = 'elastiscope-llm-app';

const panels = new Map<string, PanelPlugin>();

/** Loads a plugin's entry as Grafana does: `default` is a promise when the module awaits at its top level. */
async function importEntry(id: string): Promise<Record<string, unknown>> {
  const module = await System.import(`/public/plugins/${id}/module.js`);
  return module.__useDefault ? await module.default : module;
}

/** The panel plugin with this id; fails when the built plugin has none. */
export async function importPanel(id: string): Promise<PanelPlugin> {
  const meta = config.panels[id];
  if (!meta) {
    throw new Error(`The panel ${id} is not part of this plugin. The preview page has no panels of Grafana's own.`);
  }
  const { plugin } = (await importEntry(id)) as { plugin?: PanelPlugin };
  if (!plugin) {
    throw new Error(`The module of ${id} exports no plugin.`);
  }
  plugin.meta = meta;
  panels.set(id, plugin);
  return plugin;
}

/** The app with its pages. */
export async function importApp(): Promise<AppPlugin> {
  const { plugin } = (await importEntry(APP_ID)) as { plugin?: AppPlugin };
  if (!plugin) {
    throw new Error(`The module of ${APP_ID} exports no plugin.`);
  }
  plugin.meta = config.apps[APP_ID] as unknown as AppPlugin['meta'];
  return plugin;
}

/** Lets pages load nested panels by their id. */
export function offerPanels(): void {
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: (id) => panels.get(id) });
}
