const THOUSAND = 1_000;
const MILLION = 1_000_000;
/** Less than the price of a token: what the addition of floating numbers leaves over. */
const NOISE = 1e-9;

/**
 * Money as people read it: cents for everyday amounts, two significant digits below a cent (one request costs $0.0003),
 * thousands and millions shortened ($1.2M).
 */
export function formatUsd(usd: number): string {
  const size = Math.abs(usd);
  return `${usd < 0 && size >= NOISE ? '-' : ''}$${formatSize(size)}`;
}

function formatSize(size: number): string {
  if (size >= 999_500) {
    return `${shorten(size / MILLION)}M`;
  }
  if (size >= 9_999.5) {
    return `${shorten(size / THOUSAND)}K`;
  }
  if (size >= 999.995) {
    return Math.round(size).toLocaleString('en-US');
  }
  if (size >= 0.01) {
    return size.toFixed(2);
  }
  return size < NOISE ? '0' : trimZeros(size.toFixed(1 - Math.floor(Math.log10(size))));
}

function shorten(value: number): string {
  return trimZeros(value.toFixed(value < 99.95 ? 1 : 0));
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
