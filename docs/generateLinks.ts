import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { setValue } from '../src/yaml/setValue';
import { linksOf } from './alertLinks';
import { readRuleFiles, type RuleFile } from './ruleFiles';

const RULES = join(dirname(fileURLToPath(import.meta.url)), '..', 'alerts', 'rules');

/** The text of a rule file with the links of its alerts; every other byte stays as it is. */
function withLinks(text: string, { groups }: RuleFile): string {
  let linked = text;
  groups.forEach(({ rules }, group) => {
    rules.forEach(({ alert, annotations = {} }, rule) => {
      for (const [key, url] of alert === undefined ? [] : Object.entries(linksOf({ alert }))) {
        if (annotations[key] !== url) {
          linked = setValue(linked, ['groups', group, 'rules', rule, 'annotations', key], url);
        }
      }
    });
  });
  return linked;
}

/** Writes the links into the rule files; with `--check` it only says which of them lack some. */
async function main(check: boolean): Promise<void> {
  for (const file of readRuleFiles(RULES)) {
    const path = join(RULES, file.path);
    const before = await readFile(path, 'utf8');
    const linked = withLinks(before, file);
    if (linked === before) {
      continue;
    }
    if (check) {
      console.error(`alerts/rules/${file.path} lacks links: run npm run generate:links`);
      process.exitCode = 1;
    } else {
      await writeFile(path, await format(linked, { ...(await resolveConfig(path)), parser: 'yaml' }));
      console.log(`wrote alerts/rules/${file.path}`);
    }
  }
}

void main(process.argv.includes('--check'));
