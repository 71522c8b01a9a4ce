import type { Log } from '../log';

/** Says once that something goes wrong, again when the reason is another, and once that it is over. */
export class Trouble {
  private reason: string | undefined;

  constructor(
    private readonly log: Log,
    private readonly messages: { readonly begins: string; readonly ends: string }
  ) {}

  is(reason: string): void {
    if (reason !== this.reason) {
      this.reason = reason;
      this.log.warn(this.messages.begins, { reason });
    }
  }

  isOver(): void {
    if (this.reason !== undefined) {
      this.reason = undefined;
      this.log.info(this.messages.ends);
    }
  }
}
