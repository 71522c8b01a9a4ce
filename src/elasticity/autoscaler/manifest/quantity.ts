/** Suffixes of a quantity of Kubernetes (`resource.Quantity`). */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d{1,3})|([a-zA-Z]{0,2}))$/;

/** The number that a quantity stands for; `undefined` when it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, digits, exponent = '', suffix = ''] = FORM.exec(text) ?? [];
  const factor = Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  if (digits === undefined || factor === undefined) {
    return undefined;
  }
  const number = Number(`${digits}${exponent}`);
  // Dividing by a power of ten is exact where multiplying by its inverse is not.
  return factor < 1 ? number / Math.round(1 / factor) : number * factor;
}

const WHOLE_SUFFIXES = ['G', 'M'] as const;

/** A number as one would write it as a quantity: `420M` for 420,000,000; the number itself where no suffix makes it shorter. */
export function formatQuantity(amount: number): number | string {
  const suffix = WHOLE_SUFFIXES.find((each) => Number.isInteger(amount / SUFFIXES[each]));
  return suffix === undefined || amount === 0 ? amount : `${amount / SUFFIXES[suffix]}${suffix}`;
}
