import { SceneAppPage } from '@grafana/scenes';
import { APP_URL } from '../pluginId';
import { fleetScene } from './scene';

/** The first page of the app: every workload, the ones that need somebody first. */
export function fleetPage(): SceneAppPage {
  return new SceneAppPage({
    title: 'Fleet',
    subTitle: 'Every workload that Elastiscope knows, those that need attention first.',
    url: `${APP_URL}/fleet`,
    routePath: 'fleet/*',
    getScene: fleetScene,
  });
}
