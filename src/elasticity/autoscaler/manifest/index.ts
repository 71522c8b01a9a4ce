export { changeManifest } from './change';
export { ManifestError } from './error';
export { readManifest } from './manifest';
export type { Manifest } from './manifest';
