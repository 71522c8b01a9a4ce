import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { alertsPage } from './alertsPage';
import { readInhibitRules } from './inhibitRules';
import { metricsPage } from './metricsPage';
import { panelsPage } from './panelsPage';
import { readRuleFiles } from './ruleFiles';

const DOCS = dirname(fileURLToPath(import.meta.url));
const ALERTS = join(DOCS, '..', 'alerts');
const ROUTES = join(ALERTS, 'alertmanager', 'elastiscope.yml');

async function pages(): Promise<ReadonlyMap<string, string>> {
  const rules = readRuleFiles(join(ALERTS, 'rules'));
  const texts = new Map([
    ['metrics.md', metricsPage(rules)],
    ['panels.md', panelsPage()],
    ['alerts.md', alertsPage(rules, readInhibitRules(ROUTES))],
  ]);
  const options = await resolveConfig(join(DOCS, 'metrics.md'));
  return new Map(
    await Promise.all(
      [...texts].map(
        async ([name, text]): Promise<[string, string]> => [
          name,
          await format(text, { ...options, parser: 'markdown' }),
        ]
      )
    )
  );
}

/** Writes the generated pages; with `--check` it only says which of them are out of date. */
async function main(check: boolean): Promise<void> {
  for (const [name, text] of await pages()) {
    const file = join(DOCS, name);
    if ((await readFile(file, 'utf8').catch(() => '')) === text) {
      continue;
    }
    if (check) {
      console.error(`docs/${name} is out of date: run npm run generate:docs`);
      process.exitCode = 1;
    } else {
      await writeFile(file, text);
      console.log(`wrote docs/${name}`);
    }
  }
}

void main(process.argv.includes('--check'));
