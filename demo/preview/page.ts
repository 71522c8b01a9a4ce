/** What the page needs to know before its code runs: the part of Grafana's boot data that the packages read. */
export interface Boot {
  /** Version of the `@grafana/*` packages that host the plugin. */
  readonly version: string;
  /** The meta data (plugin.json) of the nested panels. */
  readonly panels: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** The meta data of the app. */
  readonly app: Readonly<Record<string, unknown>>;
  /** Address of the Prometheus that is read, for a link to it. */
  readonly prometheus: string;
}

/** The data source that panels and pages find; its uid is what links and variables carry. */
export const DATA_SOURCE = {
  id: 1,
  uid: 'prometheus',
  type: 'prometheus',
  name: 'Prometheus',
  access: 'proxy',
  isDefault: true,
  readOnly: true,
  url: '/prom',
  jsonData: { timeInterval: '15s', httpMethod: 'GET' },
  meta: {
    id: 'prometheus',
    name: 'Prometheus',
    type: 'datasource',
    module: '',
    baseUrl: '',
    annotations: true,
    metrics: true,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  },
} as const;

/** localStorage key of the theme, for pages opened without `?theme=`. */
export const THEME_KEY = 'elastiscope-preview.theme';

function bootData(boot: Boot): object {
  const byId = (plugins: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
    Object.fromEntries(plugins.map((plugin) => [plugin.id, plugin]));
  return {
    assets: { dark: '', light: '' },
    navTree: [],
    user: {
      isSignedIn: true,
      id: 1,
      orgId: 1,
      orgName: 'Preview',
      orgRole: 'Viewer',
      login: 'preview',
      timezone: 'browser',
      weekStart: 'monday',
      locale: 'en-US',
      language: 'en-US',
      theme: 'dark',
      lightTheme: false,
      permissions: { 'datasources:query': true },
    },
    settings: {
      appUrl: '/',
      appSubUrl: '',
      buildInfo: { version: boot.version, commit: '', env: 'production', edition: 'Open Source' },
      featureToggles: {},
      defaultDatasource: DATA_SOURCE.name,
      datasources: { [DATA_SOURCE.name]: DATA_SOURCE },
      panels: byId(boot.panels),
      apps: byId([boot.app]),
      unifiedAlertingEnabled: false,
    },
  };
}

/** JSON that may stand inside a script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** The one HTML page, for every address that is not a file. */
export function renderPage(boot: Boot): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Elastiscope preview</title>
    <link rel="icon" href="/public/plugins/${String(boot.app.id)}/img/logo.svg" />
    <link rel="stylesheet" href="/host/host.css" />
    <style>
      body {
        margin: 0;
      }
    </style>
    <script>
      window.__grafana_public_path__ = '/public/';
      window.elastiscopePreview = ${scriptJson({ prometheus: boot.prometheus })};
      window.grafanaBootData = ${scriptJson(bootData(boot))};
      (function () {
        const asked = new URLSearchParams(location.search).get('theme');
        const theme = asked === 'light' || asked === 'dark' ? asked : localStorage.getItem('${THEME_KEY}') || 'dark';
        localStorage.setItem('${THEME_KEY}', theme);
        window.grafanaBootData.user.theme = theme;
        window.grafanaBootData.user.lightTheme = theme === 'light';
        document.documentElement.style.background = theme === 'light' ? '#f4f5f5' : '#111217';
      })();
    </script>
  </head>
  <body>
    <div id="root"></div>
    <script src="/host/host.js"></script>
  </body>
</html>
`;
}
