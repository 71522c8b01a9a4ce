/** Id of the app, as in plugin.json. Keys in the browser's storage start with it. */
export const PLUGIN_ID = 'elastiscope-llm-app';

/** Address of the app's pages below Grafana's own. */
export const APP_URL = `/a/${PLUGIN_ID}`;
