import { formattedValueToString, getValueFormat } from '@grafana/data';

/** A number as people read it, in a Grafana unit such as `reqps`, `s` or `currencyUSD`; a dash where there is none. */
export function formatNumber(value: number | null | undefined, unit = 'short', decimals?: number): string {
  return value === null || value === undefined
    ? '–'
    : formattedValueToString(getValueFormat(unit)(value, decimals ?? undefined));
}
