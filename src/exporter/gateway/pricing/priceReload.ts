import { watchFile } from 'node:fs';
import { SIDECAR } from '../../../vocabulary';
import { type Log, reasonOf } from '../../log';
import type { Metrics } from '../../metrics';
import { loadPrices } from './priceTable';
import type { PriceTable } from './prices';

/** A look is one `stat` off the event loop. It follows links, so the swap of a ConfigMap's link is seen as well. */
const LOOK_EVERY_MS = 2000;

/**
 * Loads the prices and loads them again whenever `file` changes, appears or vanishes. Returns what gives the table that
 * holds now. After a mistake in the file the prices before stay. Throws ConfigError when they cannot be loaded at first.
 */
export function followPrices(file: string | undefined, metrics: Metrics, log: Log): () => PriceTable {
  let table = loadPrices(file);
  const count = (result: 'ok' | 'failed', by = 1) => metrics.inc(SIDECAR.priceReloads, { result }, by);
  count('ok', 0);
  count('failed', 0);
  if (file !== undefined) {
    watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, () => {
      try {
        table = loadPrices(file);
        count('ok');
        log.info('prices reloaded', { file });
      } catch (error) {
        count('failed');
        log.warn('prices not reloaded, those before stay', { reason: reasonOf(error) });
      }
    });
  }
  return () => table;
}
