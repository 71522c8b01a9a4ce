/** One command of `elastiscope`. */
export interface Command {
  /** The words that call it, after `elastiscope`. */
  readonly name: string;
  /** What it does, in a line, for the list of commands. */
  readonly summary: string;
  /** The text of `--help`. */
  readonly help: string;
  /** Runs it with the arguments that follow its name. Throws CommandError or UsageError. */
  run(args: readonly string[]): ExitCode | Promise<ExitCode>;
}

/** How a command ends. `different` is the answer of commands that compare. */
export const EXIT = { done: 0, refused: 1, usage: 2, different: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What stood in the way, said so that the user can remove it. Exit code 1. */
export class CommandError extends Error {}

/** The command line itself is wrong. Exit code 2. */
export class UsageError extends Error {}
