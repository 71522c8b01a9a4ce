import { parse } from 'yaml';

export type ScalarValue = string | number | boolean;

/** A value to be written into a text. */
export type Value = ScalarValue | readonly Value[] | { readonly [key: string]: Value };

export function isScalarValue(value: Value): value is ScalarValue {
  return typeof value !== 'object';
}

/** Whether a text is written as JSON, or at least begins as JSON would: then keys stand in quotes. */
export function isJsonText(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** A scalar in a style; a text that would be read as something else without quotes gets them. */
export function scalarText(value: ScalarValue, style: 'plain' | 'single' | 'double' = 'plain'): string {
  const text = String(value);
  const needsQuotes = typeof value === 'string' && !(/^[\w.]+$/.test(value) && parse(value) === value);
  switch (style) {
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(text);
    case 'plain':
      return needsQuotes ? JSON.stringify(text) : text;
  }
}

/** A pair as lines of block style, which begin in column 0. */
export function blockLines(key: string, value: Value): readonly string[] {
  return isInline(value) ? [`${key}: ${flowText(value, false)}`] : [`${key}:`, ...indented(contentLines(value))];
}

/** The items of a list as lines of block style. */
export function itemLines(items: readonly Value[]): readonly string[] {
  return items.flatMap((item) => {
    const [first = '', ...rest] = isInline(item) ? [flowText(item, false)] : contentLines(item);
    return [`- ${first}`, ...indented(rest)];
  });
}

/** A value in one line of flow style, with the keys in quotes where JSON wants them. */
export function flowText(value: Value, isJson: boolean): string {
  if (isScalarValue(value)) {
    return typeof value === 'string' && isJson ? JSON.stringify(value) : scalarText(value);
  }
  if (isList(value)) {
    return `[${value.map((item) => flowText(item, isJson)).join(', ')}]`;
  }
  return `{${Object.entries(value)
    .map(([key, inner]) => flowPair(key, inner, isJson))
    .join(', ')}}`;
}

export function flowPair(key: string, value: Value, isJson: boolean): string {
  return `${isJson ? JSON.stringify(key) : key}: ${flowText(value, isJson)}`;
}

/** What block style has no lines for. */
function isInline(value: Value): boolean {
  return isScalarValue(value) || Object.keys(value).length === 0;
}

function contentLines(value: Value): readonly string[] {
  return isList(value) ? itemLines(value) : Object.entries(value).flatMap(([key, inner]) => blockLines(key, inner));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
