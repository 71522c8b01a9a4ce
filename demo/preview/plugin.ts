import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type PluginJson = Readonly<Record<string, unknown>> & { readonly id: string };

/** The built plugin: where each plugin id finds its files, as Grafana serves them. */
export interface BuiltPlugin {
  readonly app: PluginJson;
  readonly panels: readonly PluginJson[];
  readonly folders: ReadonlyMap<string, string>;
}

async function readPluginJson(folder: string): Promise<PluginJson> {
  const meta: unknown = JSON.parse(await readFile(join(folder, 'plugin.json'), 'utf8'));
  if (typeof meta !== 'object' || meta === null || !('id' in meta) || typeof meta.id !== 'string') {
    throw new Error(`${join(folder, 'plugin.json')}: there is no id. Build the plugin again: npm run build:plugin`);
  }
  return {
    ...meta,
    id: meta.id,
    module: `public/plugins/${meta.id}/module.js`,
    baseUrl: `public/plugins/${meta.id}`,
    enabled: true,
    signature: 'missing',
  };
}

/** Reads what `npm run build:plugin` wrote. */
export async function readBuiltPlugin(dist: string): Promise<BuiltPlugin> {
  if (!existsSync(join(dist, 'plugin.json'))) {
    throw new Error(`${dist} holds no built plugin: run npm run build:plugin.`);
  }
  const panelsFolder = join(dist, 'panels');
  const names = await readdir(panelsFolder).catch(() => []);
  const panelFolders = names.map((name) => join(panelsFolder, name)).filter((f) => existsSync(join(f, 'plugin.json')));
  const app = await readPluginJson(dist);
  const panels = await Promise.all(panelFolders.map(readPluginJson));
  return {
    app,
    panels,
    folders: new Map([
      [app.id, dist],
      ...panels.map((panel, i): [string, string] => [panel.id, panelFolders[i] ?? dist]),
    ]),
  };
}
