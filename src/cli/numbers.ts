import { UsageError } from './command';

/** @throws UsageError when the text of the option is no number */
export function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) {
    throw new UsageError(`${option} ${text}: is not a number`);
  }
  return number;
}

export function optionalNumber(option: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : numberOf(option, text);
}
