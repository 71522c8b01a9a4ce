import { dirname, join } from 'node:path';

/** The root of the checkout. */
export const PROJECT = dirname(__dirname);

/** Everything the commands write, beside build output: caches, state of running demos. Ignored by git. */
export const STATE = join(PROJECT, '.elastiscope');

/** What is fetched once and used by every command. */
export const CACHE = join(STATE, 'cache');
