import { LineCounter, parseAllDocuments } from 'yaml';
import { YamlEditError } from '../../../yaml/editError';
import { setValue } from '../../../yaml/setValue';
import type { SettingChange } from '../advise';
import { fieldEdits, type FieldEdit } from './changeFields';
import { ManifestError } from './error';
import { readManifest } from './manifest';

/**
 * The text of a manifest with settings changed, and every byte elsewhere as it is: order, comments, quotes. What it says then
 * is the policy with these changes.
 *
 * @throws ManifestError for what `readManifest` does not read, and where a field cannot be changed in place
 */
export function changeManifest(text: string, changes: readonly SettingChange[]): string {
  const { autoscaler } = readManifest(text);
  return changes.flatMap((change) => fieldEdits(autoscaler, change)).reduce(edited, text);
}

function edited(text: string, { path, value }: FieldEdit): string {
  try {
    return setValue(text, path, value);
  } catch (error) {
    throw error instanceof YamlEditError
      ? new ManifestError(lineOf(text, error.offset), fieldName(path), `${error.message}.`)
      : error;
  }
}

/** As the reader names fields: `spec.metrics[0].external`. */
function fieldName(path: FieldEdit['path']): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

function lineOf(text: string, offset: number): number {
  const lineCounter = new LineCounter();
  parseAllDocuments(text, { lineCounter });
  return lineCounter.linePos(offset).line;
}
