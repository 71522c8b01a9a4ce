import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../configSources';
import { reasonOf } from '../log';
import { type PriceTable, parsePrices } from './prices';

/** Set by bundle.ts; absent when the sources run unbundled. */
declare const ELASTISCOPE_BUNDLED_PRICES: string | undefined;

/** The table in `file`, or the one shipped inside. */
export function loadPrices(file: string | undefined): PriceTable {
  if (file === undefined) {
    return parsePrices('prices.csv', shippedPrices());
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`ELASTISCOPE_PRICES: cannot read ${file}: ${reasonOf(error)}`);
  }
  return parsePrices(file, text);
}

function shippedPrices(): string {
  return typeof ELASTISCOPE_BUNDLED_PRICES === 'string'
    ? ELASTISCOPE_BUNDLED_PRICES
    : readFileSync(join(__dirname, 'prices.csv'), 'utf8');
}
