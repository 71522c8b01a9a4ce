import { CommandError } from '../command';

/** Prometheus, or what stands before it, did not answer a query. */
export class Refusal extends CommandError {
  constructor(
    message: string,
    /** Whether the same question over a shorter time may be answered. */
    readonly mayBeTooMuch: boolean
  ) {
    super(message);
  }
}
