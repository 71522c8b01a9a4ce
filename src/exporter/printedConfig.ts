import type { Scalar } from 'yaml';
import { FIELD_NAMES, FIELDS, type FieldName } from './configFields';
import type { Setting, Settings } from './configSources';
import { yaml } from './yaml';

/**
 * The settings that hold as a file that can be used again; behind each that was set stands where. Secrets are
 * left empty; nothing else can be one: URLs with a user are refused, and the keys of providers stay in the requests of the
 * backend.
 */
export function printedConfig(settings: Settings): string {
  const { Document, isScalar, Pair, Scalar, YAMLMap } = yaml();
  const document = new Document();
  const map = new YAMLMap<Scalar<string>, unknown>();
  for (const name of FIELD_NAMES) {
    const setting = settings.get(name);
    const key = new Scalar<string>(name);
    const value = document.createNode(valueOf(name, setting));
    const comment = commentOf(name, setting);
    if (comment !== undefined && isScalar(value)) {
      value.comment = ` ${comment}`;
    } else if (comment !== undefined) {
      key.commentBefore = ` ${comment}`;
    }
    map.items.push(new Pair(key, value));
  }
  document.contents = map;
  return `${document.toString({ lineWidth: 0 }).trimEnd()}\n`;
}

function valueOf(name: FieldName, setting: Setting | undefined): unknown {
  const { text, entries } = setting === undefined || FIELDS[name].secret ? FIELDS[name].fallback : setting;
  return entries === undefined
    ? plain(text)
    : Object.fromEntries(entries.map(({ key, text: entry }) => [key, plain(entry)]));
}

/** Numbers and flags need no quotes, as long as they are read again as they were written. */
function plain(text: string): unknown {
  const value: unknown = /^[\w.]+$/.test(text) ? yaml().parse(text) : text;
  return String(value) === text ? value : text;
}

/** Where a setting was made, or what stands for it when it was not. */
function commentOf(name: FieldName, setting: Setting | undefined): string | undefined {
  if (setting !== undefined && FIELDS[name].secret) {
    return `${setting.where}, not shown`;
  }
  if (setting !== undefined) {
    return setting.where.replace(/: \w+$/, '');
  }
  const { default: words, fallback } = FIELDS[name];
  return words === fallback.text ? undefined : words;
}
