import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { alertsPage } from './alertsPage';
import { withDottedNames } from './dottedNames';
import { readInhibitRules } from './inhibitRules';
import { metricsPage } from './metricsPage';
import { panelsPage } from './panelsPage';
import { readRuleFiles } from './ruleFiles';

const DOCS = dirname(fileURLToPath(import.meta.url));
const ALERTS = join(DOCS, '..', 'alerts');
const ROUTES = join(ALERTS, 'alertmanager', 'elastiscope.yml');

async function files(): Promise<ReadonlyMap<string, string>> {
  const rules = readRuleFiles(join(ALERTS, 'rules'));
  const texts = new Map([
    ['metrics.md', metricsPage(rules)],
    ['panels.md', panelsPage()],
    ['alerts.md', alertsPage(rules, readInhibitRules(ROUTES))],
  ]);
  const options = await resolveConfig(join(DOCS, 'metrics.md'));
  const formatted = [...texts].map(
    async ([name, text]): Promise<[string, string]> => [
      join('docs', name),
      await format(text, { ...options, parser: 'markdown' }),
    ]
  );
  const adapter = await readFile(join(ALERTS, 'rules', 'sources', 'otel-gen-ai.yml'), 'utf8');
  return new Map([
    ...(await Promise.all(formatted)),
    [join('alerts', 'prometheus-3', 'otel-gen-ai.yml'), withDottedNames(adapter)],
  ]);
}

/** Writes the generated files; with `--check` it only says which of them are out of date. */
async function main(check: boolean): Promise<void> {
  for (const [name, text] of await files()) {
    const file = join(DOCS, '..', name);
    if ((await readFile(file, 'utf8').catch(() => '')) === text) {
      continue;
    }
    if (check) {
      console.error(`${name} is out of date: run npm run generate:docs`);
      process.exitCode = 1;
    } else {
      await writeFile(file, text);
      console.log(`wrote ${name}`);
    }
  }
}

void main(process.argv.includes('--check'));
