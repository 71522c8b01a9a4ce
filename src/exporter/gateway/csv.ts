export interface CsvLine {
  /** Number of the line in the text, from 1. */
  readonly line: number;
  readonly names: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Lines of a CSV text under the names of its first line (RFC 4180, without line ends inside fields). */
export function parseCsv(text: string): CsvLine[] {
  const [head = '', ...rows] = text.split(/\r?\n/);
  const names = splitLine(head);
  return rows
    .map((row, index) => ({ row, line: index + 2 }))
    .filter(({ row }) => row.trim() !== '')
    .map(({ row, line }) => {
      const values = splitLine(row);
      return { line, names, fields: Object.fromEntries(names.map((name, column) => [name, values[column] ?? ''])) };
    });
}

function splitLine(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(quoted !== undefined ? quoted.replaceAll('""', '"') : plain);
  }
  return fields;
}
