/**
 * Quantile by nearest rank (type 1 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996): the smallest
 * value that at least the share `q` of all values does not exceed. It is always a value that occurred.
 */
export function nearestRank(values: readonly number[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}
