import { readFileSync } from 'node:fs';
import { FIELD_NAMES, FIELDS, type FieldName, isFieldName } from './configFields';
import { reasonOf } from './log';
import { yaml } from './yaml';

/** A mistake in the configuration: one line that says where, what, and what to do. */
export class ConfigError extends Error {}

/** One value with the place it was read from. */
export interface Setting {
  readonly where: string;
  readonly text: string;
  /** Set when the file gave a map: its entries, each with its own place. */
  readonly entries?: ReadonlyArray<{ readonly where: string; readonly key: string; readonly text: string }>;
}

export type Settings = ReadonlyMap<FieldName, Setting>;

const PREFIX = 'ELASTISCOPE_';

/** Variables that Kubernetes sets for Services whose name begins with `elastiscope`. */
const SERVICE_LINK = /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/;

/** Settings from variables that begin with ELASTISCOPE_. An unknown one is an error, because it is most often a typo. */
export function environmentSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const settings = new Map<FieldName, Setting>();
  const known = [...FIELD_NAMES.map((name) => FIELDS[name].env), `${PREFIX}CONFIG`];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || text === undefined || variable === `${PREFIX}CONFIG`) {
      continue;
    }
    const name = FIELD_NAMES.find((candidate) => FIELDS[candidate].env === variable);
    if (name !== undefined) {
      settings.set(name, { where: variable, text });
    } else if (!SERVICE_LINK.test(variable)) {
      throw new ConfigError(`${variable}: unknown setting; ${suggest(variable, known)}`);
    }
  }
  return settings;
}

/** Settings from a YAML file whose keys are those of FIELDS. */
export function fileSettings(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`ELASTISCOPE_CONFIG: cannot read ${path}: ${reasonOf(error)}`);
  }
  return parseFile(path, text);
}

/** The same from the text of the file; `path` is for messages. */
export function parseFile(path: string, text: string): Settings {
  const { isMap, isScalar, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (node: unknown): string => {
    const offset = isScalar(node) || isMap(node) ? node.range?.[0] : undefined;
    return offset === undefined ? path : `${path}:${lines.linePos(offset).line}`;
  };
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    throw new ConfigError(`${path}:${lines.linePos(mistake.pos[0]).line}: ${mistake.message.split('\n')[0]}`);
  }
  const settings = new Map<FieldName, Setting>();
  if (document.contents === null) {
    return settings;
  }
  if (!isMap(document.contents)) {
    throw new ConfigError(`${path}:1: is not a list of settings; write lines such as "profile: langflow"`);
  }
  for (const { key, value } of document.contents.items) {
    const name = String(isScalar(key) ? key.value : key);
    const where = `${placeOf(key)}: ${name}`;
    if (!isFieldName(name)) {
      throw new ConfigError(`${where}: unknown key; ${suggest(name, FIELD_NAMES)}`);
    }
    settings.set(name, settingOf(name, where, value, placeOf));
  }
  return settings;
}

function settingOf(name: FieldName, where: string, value: unknown, placeOf: (node: unknown) => string): Setting {
  const { isMap, isScalar } = yaml();
  if (value === null || isScalar(value)) {
    return { where, text: scalarText(value) };
  }
  if (!isMap(value) || !FIELDS[name].map) {
    throw new ConfigError(
      `${where}: ${FIELDS[name].map ? 'must be a map' : 'must be one value'}, e.g. ${FIELDS[name].help}`
    );
  }
  const entries = value.items.map(({ key, value: entry }) => {
    // As it is written: a hash that looks like a number is none.
    const entryKey = String(isScalar(key) ? (key.source ?? key.value) : key);
    const entryWhere = `${placeOf(key)}: ${name}.${entryKey}`;
    if (entry !== null && !isScalar(entry)) {
      throw new ConfigError(`${entryWhere}: must be one value`);
    }
    return { where: entryWhere, key: entryKey, text: scalarText(entry) };
  });
  return { where, text: '', entries };
}

function scalarText(node: unknown): string {
  return yaml().isScalar(node) && node.value !== null ? String(node.value) : '';
}

/** What to do about an unknown name: the nearest known one, or all of them. */
export function suggest(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= 4
    ? `did you mean ${nearest.candidate}?`
    : `known are ${known.join(', ')}`;
}

/** Levenshtein distance: the fewest characters to put in, take out or change. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[to.length];
}
