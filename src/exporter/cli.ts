import { type Config, ConfigError, loadConfig, loadSettings } from './config';
import { suggest } from './configSources';
import { loadPrices } from './gateway/pricing/priceTable';
import { helpText, OPTIONS } from './help';
import { ListenError } from './http/listener';
import { reasonOf } from './log';
import { printedConfig } from './printedConfig';
import { apiServerOf } from './role/apiServer';
import { startSidecar } from './sidecar';
import { exporterVersion } from './version';

/** Runs the exporter as its command line and environment say. Every mistake is one line and exit code 1. */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await run(args, env);
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof ListenError;
    process.stderr.write(`elastiscope-exporter: ${expected ? error.message : reasonOf(error)}\n`);
    process.exit(1);
  }
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const [option, ...more] = args;
  if (more.length > 0) {
    throw new ConfigError(`${more.join(' ')}: one option at a time; settings come from the environment, see --help`);
  }
  switch (option) {
    case undefined:
      await startSidecar(loadConfig(env));
      return;
    case '--help':
      process.stdout.write(helpText());
      return;
    case '--version':
      process.stdout.write(`${exporterVersion()}\n`);
      return;
    case '--check-config':
      checkFiles(loadConfig(env), env);
      process.stdout.write('The configuration is valid.\n');
      return;
    case '--print-config':
      loadConfig(env);
      process.stdout.write(printedConfig(loadSettings(env)));
      return;
    default:
      throw new ConfigError(`${option}: unknown option; ${suggest(option, Object.keys(OPTIONS))}`);
  }
}

/** What the configuration names but does not hold. Throws ConfigError. */
function checkFiles(config: Config, env: NodeJS.ProcessEnv): void {
  loadPrices(config.prices);
  if (config.role === 'lease') {
    apiServerOf(config, env);
  }
}
