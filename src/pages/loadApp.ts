import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';
import type { ComponentType } from 'react';
import { App } from './App';
import { PLUGIN_ID } from './pluginId';
import { forgetReload } from './reloadOnce';

/** The app, ready to be shown: scenes' own texts need their translations before the first page is drawn. */
export async function loadApp(): Promise<ComponentType<AppRootProps>> {
  await initPluginTranslations(PLUGIN_ID, [loadResources]);
  forgetReload();
  return App;
}
