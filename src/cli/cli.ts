import { type Command, CommandError, EXIT, type ExitCode, UsageError } from './command';
import { exportCommand as exportAlertmanager } from './alertmanager/exportCommand';
import { adviseCommand } from './advise/adviseCommand';
import { mergeCommand } from './alertmanager/mergeCommand';
import { replayCommand } from './replay/replayCommand';
import { exportCommand as exportRules } from './rules/exportCommand';
import { cliVersion } from './version';

/** Every command, in the order of the help. */
const COMMANDS: readonly Command[] = [mergeCommand, exportAlertmanager, exportRules, replayCommand, adviseCommand];

/** Runs the command that the arguments name. A mistake is one line on stderr, never a stack. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`elastiscope: ${error.message} (see --help)\n`);
      return EXIT.usage;
    }
    if (error instanceof CommandError) {
      process.stderr.write(`elastiscope: ${error.message}\n`);
      return EXIT.refused;
    }
    throw error;
  }
}

async function run(args: readonly string[]): Promise<ExitCode> {
  const [first] = args;
  if (first === '--version') {
    process.stdout.write(`${cliVersion()}\n`);
    return EXIT.done;
  }
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (command === undefined) {
    return helpOrUnknown(args);
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(command.help);
    return EXIT.done;
  }
  return command.run(rest);
}

function helpOrUnknown(args: readonly string[]): ExitCode {
  if (args.length === 0 || args.includes('--help')) {
    process.stdout.write(overview());
    return EXIT.done;
  }
  throw new UsageError(`${args.slice(0, 2).join(' ')}: unknown command`);
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: elastiscope COMMAND [OPTION …]

${lines.join('\n')}

elastiscope COMMAND --help says more of each; --version prints the version.
`;
}
