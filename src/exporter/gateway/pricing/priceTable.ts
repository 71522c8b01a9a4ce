import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../configSources';
import { reasonOf } from '../../log';
import { parsePrices } from './priceFile';
import { type PriceRow, PriceTable } from './prices';

/** Set by bundle.ts; absent when the sources run unbundled. */
declare const ELASTISCOPE_BUNDLED_PRICES: string | undefined;

/** More than ten thousand rows. Requests wait while the file is read, so it must not take long. */
const LARGEST_FILE_BYTES = 1024 * 1024;

/**
 * The table shipped inside, extended by `file`: of a provider and model that the file names, its rows take the place of
 * all those inside. Throws ConfigError.
 */
export function loadPrices(file: string | undefined): PriceTable {
  const shipped = parsePrices('prices.csv', shippedPrices());
  return new PriceTable(file === undefined ? shipped : overridden(shipped, parsePrices(file, readText(file))));
}

function overridden(shipped: readonly PriceRow[], own: readonly PriceRow[]): PriceRow[] {
  const pair = ({ provider, model }: PriceRow) => JSON.stringify([provider, model]);
  const named = new Set(own.map(pair));
  return [...shipped.filter((row) => !named.has(pair(row))), ...own];
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readBounded(file);
  } catch (error) {
    throw new ConfigError(`ELASTISCOPE_PRICES: cannot read ${file}: ${reasonOf(error)}`);
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw new ConfigError(`ELASTISCOPE_PRICES: ${file} is not text in UTF-8; save it as CSV in UTF-8`);
  }
  return bytes.toString('utf8');
}

function readBounded(file: string): Buffer {
  const stat = statSync(file);
  if (!stat.isFile()) {
    throw new Error('it is not a file; name a CSV file');
  }
  if (stat.size > LARGEST_FILE_BYTES) {
    throw new Error(`it has more than ${LARGEST_FILE_BYTES} bytes; keep only the prices in use`);
  }
  return readFileSync(file);
}

function shippedPrices(): string {
  return typeof ELASTISCOPE_BUNDLED_PRICES === 'string'
    ? ELASTISCOPE_BUNDLED_PRICES
    : readFileSync(join(__dirname, 'prices.csv'), 'utf8');
}
