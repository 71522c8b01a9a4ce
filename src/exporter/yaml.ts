import type * as Yaml from 'yaml';

/** The YAML library. Loaded by whoever has something to read or write, because it is a large part of what a start takes. */
export function yaml(): typeof Yaml {
  return require('yaml');
}
