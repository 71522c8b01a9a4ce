import { ConfigError } from '../../configSources';

export interface CsvRecord {
  /** Number of the line on which the record begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: commas, fields in quotes with quotes, commas and line ends in them, CRLF line ends. LF, CR
 * and a byte order mark will do as well; records without any text are left out. `path` is for messages. Throws ConfigError.
 */
export function parseCsv(path: string, text: string): CsvRecord[] {
  return new CsvReader(path, text).read();
}

class CsvReader {
  private readonly plain = /[^",\r\n]*/y;
  private at: number;
  private line = 1;

  constructor(
    private readonly path: string,
    private readonly text: string
  ) {
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  read(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.at < this.text.length) {
      const record = { line: this.line, fields: this.fields() };
      if (record.fields.some((field) => field.trim() !== '')) {
        records.push(record);
      }
      this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
      this.line++;
    }
    return records;
  }

  /** The fields up to the end of the line, on which the reader then stands. */
  private fields(): string[] {
    const fields = [this.field()];
    while (this.text[this.at] === ',') {
      this.at++;
      fields.push(this.field());
    }
    return fields;
  }

  private field(): string {
    return this.text[this.at] === '"' ? this.quotedField() : this.plainField();
  }

  private plainField(): string {
    this.plain.lastIndex = this.at;
    const [value] = this.plain.exec(this.text) ?? [''];
    this.at += value.length;
    if (this.text[this.at] === '"') {
      this.fail('a quote stands inside a field; put the whole field into quotes and double those in it');
    }
    return value;
  }

  private quotedField(): string {
    const { text } = this;
    let close = text.indexOf('"', this.at + 1);
    while (close !== -1 && text[close + 1] === '"') {
      close = text.indexOf('"', close + 2);
    }
    if (close === -1) {
      this.fail('a quote is opened and never closed; close it, or take it away');
    }
    if (close + 1 < text.length && !',\r\n'.includes(text[close + 1])) {
      this.fail('text follows a closing quote; double the quotes that stand inside a field in quotes');
    }
    const value = text.slice(this.at + 1, close).replaceAll('""', '"');
    this.at = close + 1;
    this.line += value.match(/\r\n|\r|\n/g)?.length ?? 0;
    return value;
  }

  private fail(mistake: string): never {
    throw new ConfigError(`${this.path}:${this.line}: ${mistake}`);
  }
}
