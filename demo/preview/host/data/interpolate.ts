/** A variable's value; a list when several values may be chosen. */
export type VariableValue = string | readonly string[];

/** The value of a variable by name; undefined when there is none, so that the text keeps its reference. */
export type VariableLookup = (name: string) => VariableValue | undefined;

/** How a value becomes text, for references that name no format themselves. */
export type Formatter = (value: VariableValue) => string;

const REFERENCE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

const list = (value: VariableValue): readonly string[] => (typeof value === 'string' ? [value] : value);

const escapeRegex = (value: string) => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

/** What a PromQL string needs escaped. */
const escapeString = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"');

/**
 * Values inside PromQL: one value stands as it is, several become the alternatives of a regular expression, and `.*`
 * (the All of a variable) stays what it is.
 */
export const forPromql: Formatter = (value) => {
  if (typeof value === 'string') {
    return escapeString(value);
  }
  const alternatives = value.map((one) => (one === '.*' ? one : escapeString(escapeRegex(one))));
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join('|')})`;
};

/** Values inside plain text, such as a title. */
export const forText: Formatter = (value) => list(value).join(', ');

const FORMATS: Readonly<Record<string, Formatter>> = {
  raw: (value) => list(value).join(','),
  csv: (value) => list(value).join(','),
  text: forText,
  pipe: (value) => list(value).join('|'),
  regex: (value) => forPromql(list(value)),
  percentencode: (value) => encodeURIComponent(list(value).join(',')),
  json: (value) => JSON.stringify(value),
};

/** Replaces `$name`, `${name}`, `${name:format}` and `[[name]]`; references to unknown names stay. */
export function interpolate(text: string, lookup: VariableLookup, formatter: Formatter): string {
  return text.replace(REFERENCE, (reference, plain, braced, bracedFormat, bracketed, bracketedFormat) => {
    const value = lookup(plain ?? braced ?? bracketed);
    return value === undefined ? reference : (FORMATS[bracedFormat ?? bracketedFormat] ?? formatter)(value);
  });
}
