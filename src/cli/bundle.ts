// Entry of `npm run build:cli`; another path as argument if it is to lie elsewhere. Rules and routes come with the command.
import { join } from 'node:path';
import { bundle } from '../../setup/bundle';
import { shippedFiles } from './shipped';

void bundle({
  entry: join(__dirname, 'main.ts'),
  output: process.argv[2] ?? join(__dirname, '../../build/cli/elastiscope.cjs'),
  texts: { ELASTISCOPE_BUNDLED_ALERTS: shippedFiles() },
});
