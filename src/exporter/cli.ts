import { ConfigError, loadConfig, loadSettings } from './config';
import { FIELD_NAMES, FIELDS } from './configFields';
import { loadPrices } from './gateway/pricing/priceTable';
import { ListenError } from './http/listener';
import { reasonOf } from './log';
import { startSidecar } from './sidecar';
import { exporterVersion } from './version';
import { yaml } from './yaml';

const OPTIONS = ['--help', '--version', '--check-config', '--print-config'] as const;

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
  const [option] = args;
  if (option === undefined) {
    await startSidecar(loadConfig(env));
    return;
  }
  switch (OPTIONS.find((known) => known === option)) {
    case '--help':
      process.stdout.write(helpText());
      return;
    case '--version':
      process.stdout.write(`${exporterVersion()}\n`);
      return;
    case '--check-config':
      loadPrices(loadConfig(env).prices);
      process.stdout.write('The configuration is valid.\n');
      return;
    case '--print-config':
      loadConfig(env);
      process.stdout.write(settingsText(env));
      return;
    case undefined:
      throw new ConfigError(`${option}: unknown option; use ${OPTIONS.join(', ')}`);
  }
}

function helpText(): string {
  const settings = FIELD_NAMES.map((name) => {
    const { env, default: fallback, help } = FIELDS[name];
    return `  ${env} (${fallback === '' ? 'empty' : fallback})\n      ${help}`;
  });
  return `Elastiscope exporter: a sidecar that makes an LLM backend observable.

Usage: elastiscope-exporter [${OPTIONS.join(' | ')}]

Settings, with their defaults. In the file that ELASTISCOPE_CONFIG names, their keys are the same names without
ELASTISCOPE_, in lower case; the environment wins.

${settings.join('\n')}
`;
}

/**
 * The settings that hold, as a file that can be used again. None of them can be a secret: URLs with a user are refused,
 * and the keys of providers stay in the requests of the backend.
 */
function settingsText(env: NodeJS.ProcessEnv): string {
  const settings = loadSettings(env);
  const texts = FIELD_NAMES.map((name) => {
    const { text, entries } = settings.get(name) ?? FIELDS[name].fallback;
    return [name, entries === undefined ? text : Object.fromEntries(entries.map(({ key, text }) => [key, text]))];
  });
  return yaml().stringify(Object.fromEntries(texts));
}
