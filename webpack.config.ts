import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';

import scaffoldConfig, { type Env } from './.config/webpack/webpack.config.ts';

/** The scaffold's configuration, plus the logos of the nested panels, which it does not copy. */
export default async (env: Env): Promise<Configuration> =>
  merge(await scaffoldConfig(env), {
    plugins: [new CopyWebpackPlugin({ patterns: [{ from: 'panels/*/img/*', to: '.', noErrorOnMissing: true }] })],
  });
