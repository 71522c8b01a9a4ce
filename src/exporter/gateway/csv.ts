import { ConfigError } from '../configSources';

export interface CsvRecord {
  /** Number of the line on which the record begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

interface Field {
  readonly value: string;
  /** Index of the first character after it. */
  readonly end: number;
}

/**
 * Reads CSV as RFC 4180 has it: commas, fields in quotes with quotes, commas and line ends in them, CRLF line ends. LF, CR
 * and a byte order mark will do as well; records without any text are left out. `path` is for messages. Throws ConfigError.
 */
export function parseCsv(path: string, text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; at < text.length; ) {
    const fail = (mistake: string): never => {
      throw new ConfigError(`${path}:${line}: ${mistake}`);
    };
    const begin = at;
    const fields: string[] = [];
    for (let more = true; more; ) {
      const { value, end } = text[at] === '"' ? quotedField(text, at, fail) : plainField(text, at, fail);
      fields.push(value);
      more = text[end] === ',';
      at = more ? end + 1 : end;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (fields.some((field) => field.trim() !== '')) {
      records.push({ line, fields });
    }
    line += text.slice(begin, at).match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return records;
}

function plainField(text: string, begin: number, fail: (mistake: string) => never): Field {
  const inside = /[^",\r\n]*/y;
  inside.lastIndex = begin;
  const [value] = inside.exec(text) ?? [''];
  const end = begin + value.length;
  return text[end] === '"'
    ? fail('a quote stands inside a field; put the whole field into quotes and double those in it')
    : { value, end };
}

function quotedField(text: string, begin: number, fail: (mistake: string) => never): Field {
  let close = text.indexOf('"', begin + 1);
  while (close !== -1 && text[close + 1] === '"') {
    close = text.indexOf('"', close + 2);
  }
  if (close === -1) {
    return fail('a quote is opened and never closed; close it, or take it away');
  }
  const end = close + 1;
  if (end < text.length && !',\r\n'.includes(text[end])) {
    return fail('text follows a closing quote; double the quotes that stand inside a field in quotes');
  }
  return { value: text.slice(begin + 1, close).replaceAll('""', '"'), end };
}
