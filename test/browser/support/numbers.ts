import { expect, type Locator } from '@playwright/test';

/** What the suffixes mean that panels write behind a number. */
const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  '%': 0.01,
  ms: 0.001,
  s: 1,
  min: 60,
  mins: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  K: 1e3,
  M: 1e6,
  Mil: 1e6,
  'req/s': 1,
};

const PART = /(-?\d[\d,]*(?:\.\d+)?)\s*(%|[a-zA-Z/]*)/g;

export interface ShownNumber {
  readonly value: number;
  /** Half a unit of the last digit: how far the true value may be off. */
  readonly within: number;
}

/** Reads a number as a panel writes it: `$1.2K`, `19.5 s`, `1 min 20 s`, `13%`, `1.88 req/s`. */
export function readNumber(text: string): ShownNumber {
  const parts = [...text.matchAll(PART)].map(([, digits = '', suffix = '']) => {
    const factor = FACTORS[suffix];
    if (factor === undefined) {
      throw new Error(`"${text}": the unit ${suffix} is not known to this test`);
    }
    const decimals = digits.split('.')[1]?.length ?? 0;
    return { value: Number(digits.replaceAll(',', '')) * factor, within: 0.5 * 10 ** -decimals * factor };
  });
  const last = parts.at(-1);
  if (!last) {
    throw new Error(`"${text}": there is no number in it`);
  }
  return { value: parts.reduce((sum, { value }) => sum + value, 0), within: last.within };
}

/** The first line of what an element shows; notes below a number are on the next. */
export async function firstLine(element: Locator): Promise<string> {
  return (await element.innerText()).trim().split('\n')[0] ?? '';
}

/** Expects that the first line of the element comes to show the number, to the digits that it shows. */
export async function expectNumber(element: Locator, expected: number): Promise<void> {
  await expect(async () => {
    const text = await firstLine(element);
    const { value, within } = readNumber(text);
    // A part in a million more, for what floating point makes of a sum.
    const allowed = within * (1 + 1e-6) + Math.abs(expected) * 1e-6;
    expect(Math.abs(value - expected), `"${text}" is shown, and Prometheus says ${expected}`).toBeLessThanOrEqual(
      allowed
    );
  }).toPass({ timeout: 15_000 });
}
