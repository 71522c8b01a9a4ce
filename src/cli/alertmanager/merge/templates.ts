import { basename, dirname, resolve } from 'node:path';
import { isNode, isSeq } from 'yaml';
import type { Configuration } from '../yaml/configuration';
import { editableList, requireBlockStyle } from '../yaml/list';
import { endOf, pairOf } from '../../../yaml/places';
import type { TextEdit } from '../../../yaml/textEdits';
import { stringsOf } from './shape';

/** Name of the file with the templates of the bundle; wherever it lies, an entry with this name is ours. */
export const TEMPLATE_NAME = 'elastiscope.tmpl';

/** Whether an entry of the list of templates is that of the bundle. */
export function isOurTemplate(entry: string): boolean {
  return basename(entry) === TEMPLATE_NAME;
}

/** The edits that make the configuration load the templates of the bundle, none when an entry does so, and how they are named. */
export function templatesPart(configuration: Configuration, file: string, templatePath: string) {
  const entries = stringsOf(configuration.meaning.templates);
  const present = entries.find(isOurTemplate);
  if (present !== undefined || entries.some((entry) => globMatches(entry, templatePath, dirname(file)))) {
    return { part: { edits: [], changes: [] }, entry: present ?? templatePath };
  }
  const changes = [`template ${templatePath}: added`];
  const list = pairOf(configuration.root, 'templates')?.value;
  const entry = /^[\w./-]+$/.test(templatePath) ? templatePath : `'${templatePath.replaceAll("'", "''")}'`;
  if (isSeq(list) && list.flow === true && list.items.length > 0) {
    return { part: { edits: addToFlow(configuration, list, entry), changes }, entry: templatePath };
  }
  const { exists, append } = editableList(configuration, configuration.root, 'templates');
  return { part: { edits: append([[`- ${entry}`]]), addsKey: !exists, changes }, entry: templatePath };
}

/** A list of paths is often written `['/etc/alertmanager/*.tmpl']`, where one more path reads well. */
function addToFlow(
  configuration: Configuration,
  list: Parameters<typeof endOf>[1],
  entry: string
): readonly TextEdit[] {
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  if (!isNode(last) || list.anchor !== undefined) {
    requireBlockStyle(configuration, list, 'templates');
  }
  const at = isNode(last) ? endOf(configuration.text, last) : 0;
  return [{ start: at, end: at, text: `, ${entry}` }];
}

/** Whether a pattern of Alertmanager, which may have wildcards in its file name, covers a path. */
function globMatches(pattern: string, path: string, folder: string): boolean {
  if (dirname(resolve(folder, pattern)) !== dirname(resolve(folder, path))) {
    return false;
  }
  const expression = basename(pattern)
    .replace(/[.+^${}()|\\[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(basename(path));
}
