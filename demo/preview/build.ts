import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from '../../setup/paths';

const HOST = join(PROJECT, 'demo/preview/host');

/** Where the host's packages lie; another folder tries the built plugin against other versions of Grafana's packages. */
export interface HostSet {
  /** A folder that has `node_modules` with `@grafana/*` and React. */
  readonly folder: string;
}

export const CURRENT_SET: HostSet = { folder: PROJECT };

/** The folder of a package as `from` would find it, without regard to what the package exports. */
function packageFolder(name: string, from: string): string {
  const folders = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, 'package.json')));
  if (!found) {
    throw new Error(`The preview page needs the package ${name}, which ${from} does not have: run npm ci.`);
  }
  return found;
}

/** Folder with the icons and images that `@grafana/ui` asks its server for. */
export function grafanaAssets(set: HostSet): string {
  return join(packageFolder('@grafana/ui', set.folder), 'dist/public');
}

/** Bundles the host page; the answer maps file names (`host.js`, `host.css`, their maps) to what is in them. */
export async function buildHost(set: HostSet): Promise<ReadonlyMap<string, Uint8Array>> {
  const runtimeComponents = join(packageFolder('@grafana/runtime', set.folder), 'dist/esm/components');
  // The router that the links of @grafana/ui use, wherever it lies; a second copy would not see the page's location.
  const router = packageFolder('react-router-dom-v5-compat', packageFolder('@grafana/ui', set.folder));
  const editor = join(HOST, 'runtime/noEditor.tsx');
  const { outputFiles } = await build({
    entryPoints: { host: join(HOST, 'main.tsx') },
    outdir: HOST,
    write: false,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'linked',
    minifyWhitespace: true,
    logLevel: 'error',
    nodePaths: [join(set.folder, 'node_modules')],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.png': 'dataurl' },
    alias: {
      'monaco-editor': editor,
      '@monaco-editor/react': editor,
      'grafana-private/router': router,
      // Two setters that the package keeps to itself and Grafana's own code reaches.
      'grafana-private/PluginPage': join(runtimeComponents, 'PluginPage.mjs'),
      'grafana-private/PanelDataErrorView': join(runtimeComponents, 'PanelDataErrorView.mjs'),
    },
  });
  return new Map(outputFiles.map((file) => [basename(file.path), file.contents]));
}
