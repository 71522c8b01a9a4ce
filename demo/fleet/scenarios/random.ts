/** Draws numbers in [0, 1). */
export type Random = () => number;

/** 32-bit FNV-1a hash of a text: the same everywhere, spread well enough for seeds. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}

/** A generator that depends on nothing but its parts (mulberry32): same parts, same numbers. */
export function seeded(...parts: ReadonlyArray<string | number>): Random {
  let state = hash(parts.join('/'));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number (Box-Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Smooth noise in [-1, 1] over time: random values at every multiple of the period, blended by a cosine between them. */
export function smoothNoise(seed: string, seconds: number, periodSeconds: number): number {
  const position = seconds / periodSeconds;
  const before = Math.floor(position);
  const valueAt = (index: number) => 2 * seeded(seed, index)() - 1;
  const blend = (1 - Math.cos(Math.PI * (position - before))) / 2;
  return valueAt(before) * (1 - blend) + valueAt(before + 1) * blend;
}
