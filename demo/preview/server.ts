import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { grafanaAssets, type HostSet } from './build';
import { contentType, fileBelow, sendFile } from './files';
import { standInIcon } from './icons';
import { renderPage } from './page';
import { readBuiltPlugin } from './plugin';
import { proxyToPrometheus } from './proxy';

export interface PreviewOptions {
  readonly prometheus: URL;
  /** The built plugin. */
  readonly dist: string;
  /** Folder with dashboard JSON files, served by their name. */
  readonly dashboards: string;
  /** The bundled host page: file name to contents. */
  readonly host: ReadonlyMap<string, Uint8Array>;
  readonly set: HostSet;
}

/** One request: its path without the query, cut at the slashes. */
interface Asked {
  readonly options: PreviewOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Address with its query. */
  readonly url: string;
  /** Parts of the path behind the area. */
  readonly rest: readonly string[];
}

/** Answers a request; false when there is nothing at that address. */
type Route = (asked: Asked) => Promise<boolean> | boolean;

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): true {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' });
  response.end(body);
  return true;
}

const sendPrometheus: Route = ({ options, request, response, url }) => {
  proxyToPrometheus(options.prometheus, url.slice('/prom'.length), request, response);
  return true;
};

const sendHost: Route = ({ options, response, rest: [name = ''] }) => {
  const contents = options.host.get(name);
  return contents !== undefined && send(response, 200, contentType(name), contents);
};

const sendDashboard: Route = ({ options, response, rest }) => sendFile(options.dashboards, rest.join('/'), response);

/** A missing file must not be answered with the page, or a chunk that a panel cannot load would look loaded. */
const sendPluginFile: Route = async ({ options, response, rest: [, id = '', ...path] }) => {
  const folder = (await readBuiltPlugin(options.dist)).folders.get(id);
  return folder !== undefined && sendFile(folder, path.join('/'), response);
};

const sendGrafanaAsset: Route = async ({ options, response, rest }) => {
  const path = rest.slice(rest[0] === 'build' ? 1 : 0).join('/');
  const folder = grafanaAssets(options.set);
  if (await sendFile(folder, path, response)) {
    return true;
  }
  return path.endsWith('.svg') && send(response, 200, contentType(path), await standInIcon(fileBelow(folder, path)));
};

const sendPage: Route = async ({ options, response }) => {
  const { app, panels } = await readBuiltPlugin(options.dist);
  const version = await grafanaVersion(options.set);
  const page = renderPage({ version, app, panels, prometheus: options.prometheus.href });
  return send(response, 200, contentType('page.html'), page);
};

const ROUTES: Readonly<Record<string, Route>> = {
  prom: sendPrometheus,
  host: sendHost,
  dashboards: sendDashboard,
  public: (asked) => (asked.rest[0] === 'plugins' ? sendPluginFile(asked) : sendGrafanaAsset(asked)),
  api: () => false,
  apis: () => false,
};

async function grafanaVersion(set: HostSet): Promise<string> {
  const text = await readFile(join(grafanaAssets(set), '../../package.json'), 'utf8');
  return String(JSON.parse(text).version);
}

/** The preview page's server. The caller makes it listen. */
export function createPreviewServer(options: PreviewOptions): Server {
  return createServer(async (request, response) => {
    const url = request.url ?? '/';
    const [, area = '', ...rest] = (url.split('?', 1)[0] ?? '').split('/');
    const route = ROUTES[area] ?? sendPage;
    try {
      if (!(await route({ options, request, response, url, rest }))) {
        send(
          response,
          404,
          contentType('error.json'),
          JSON.stringify({ message: `${url} is not on the preview page` })
        );
      }
    } catch (error) {
      response.headersSent ? response.destroy() : send(response, 500, 'text/plain', `${String(error)}\n`);
    }
  });
}
