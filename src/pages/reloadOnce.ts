import { PLUGIN_ID } from './pluginId';

const RELOADED = `${PLUGIN_ID}.reloaded`;

/**
 * Whether reloading the page may help: a part of the app could not be fetched, as happens when the plugin was updated
 * while the page was open, and the page was not reloaded for it yet. Remembers that it is reloaded now.
 */
export function shouldReload(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'ChunkLoadError' || sessionStorage.getItem(RELOADED) !== null) {
    return false;
  }
  sessionStorage.setItem(RELOADED, '1');
  return true;
}

/** The app has loaded: the next part that cannot be fetched may reload the page again. */
export function forgetReload(): void {
  sessionStorage.removeItem(RELOADED);
}
