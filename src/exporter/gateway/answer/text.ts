import { isObject } from '../usage';

/** Members that hold text which a model reads or has written. Images, ids, roles and types are none. */
const TEXT_MEMBERS: ReadonlySet<string> = new Set([
  'arguments',
  'content',
  'delta',
  'description',
  'function',
  'input',
  'message',
  'parts',
  'reasoning_content',
  'text',
  'thinking',
  'tool_calls',
]);

/** Deeper than any chat; hostile nesting ends here. */
const DEEPEST = 16;

/** UTF-8 bytes of the text below a value: its own, that of its elements, and that of members which hold text. */
export function textBytes(value: unknown, depth = 0): number {
  if (typeof value === 'string') {
    return Buffer.byteLength(value);
  }
  if (depth > DEEPEST) {
    return 0;
  }
  if (Array.isArray(value)) {
    return value.reduce((sum: number, element: unknown) => sum + textBytes(element, depth + 1), 0);
  }
  if (!isObject(value)) {
    return 0;
  }
  let bytes = 0;
  for (const name in value) {
    if (TEXT_MEMBERS.has(name)) {
      bytes += textBytes(value[name], depth + 1);
    }
  }
  return bytes;
}
