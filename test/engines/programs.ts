import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs of engines beside the Prometheus that every command uses, and the variables that may name their files. */
const VARIABLES = {
  prometheus: 'PROMETHEUS3_BIN',
  'victoria-metrics': 'VICTORIA_METRICS_BIN',
  vmalert: 'VMALERT_BIN',
} as const;

export type Program = keyof typeof VARIABLES;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a program says when it is asked for its version; one that `go install` built may say none. */
function versionOf(file: string): string {
  const { stdout, stderr } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim();
}

/** The file that the variable names, else the first of the name in GOBIN or on PATH whose version will do. */
export function findEngine(program: Program, version = /^/): string | undefined {
  const named = process.env[VARIABLES[program]];
  const folders = [process.env.GOBIN ?? '', ...(process.env.PATH ?? '').split(delimiter)].filter(Boolean);
  const candidates = named === undefined ? folders.map((folder) => join(folder, program)) : [named];
  return candidates.find((file) => isExecutable(file) && version.test(versionOf(file)));
}

/** What to do about an engine that is not there. */
export function howToFind(program: Program): string {
  return `put ${program} into GOBIN or on PATH, or name its file in ${VARIABLES[program]}`;
}
