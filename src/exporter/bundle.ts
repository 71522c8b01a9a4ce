// Entry of `npm run build:exporter`; another path as argument if it is to lie elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../setup/bundle';

void bundle({
  entry: join(__dirname, 'main.ts'),
  output: process.argv[2] ?? join(__dirname, '../../build/exporter/elastiscope-exporter.cjs'),
  texts: { ELASTISCOPE_BUNDLED_PRICES: readFileSync(join(__dirname, 'gateway/pricing/prices.csv'), 'utf8') },
});
