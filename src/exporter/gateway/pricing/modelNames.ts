/** `gpt-4o-2024-08-06`, `claude-sonnet-4-5-20250929`, `claude-sonnet-4-5@20250929`. */
const DATE = /(-\d{4}-\d{2}-\d{2}|[-@]\d{8})$/;

/** Stands in the price table for every model of a provider. */
export const ANY_MODEL = '*';

/**
 * The names under which the price of a model may stand, in the order in which they are believed: its own; the same
 * without `models/` (Gemini) or the name of its provider in front; without the date of its version; without `-latest`;
 * then any model. Short dates such as `-0613` stay: versions named so had prices of their own. So does the prefix of
 * another provider, because who resells a model sets its price.
 */
export function namesOf(provider: string, model: string): readonly string[] {
  const prefix = ['models/', `${provider}/`].find((each) => model.startsWith(each)) ?? '';
  const bare = model.slice(prefix.length);
  return [model, bare, bare.replace(DATE, ''), bare.replace(/-latest$/, ''), ANY_MODEL];
}
