/** What a configuration means, read without trust: every answer is of the type it says, or absent. */
export type Shape = Readonly<Record<string, unknown>>;

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mappings of a list; what is no mapping becomes an empty one, so that positions stay. */
export function shapesOf(value: unknown): readonly Shape[] {
  return Array.isArray(value) ? value.map((item) => (isShape(item) ? item : {})) : [];
}

export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function nameOf(shape: Shape): string | undefined {
  return typeof shape.name === 'string' ? shape.name : undefined;
}
