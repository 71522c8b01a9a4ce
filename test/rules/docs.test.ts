import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { alertsOf } from '../../docs/ruleFiles';
import { PROJECT, RULE_FILES } from './bundle';

const run = promisify(execFile);
const RUNBOOKS = join(PROJECT, 'docs', 'runbooks');

it('the generated pages are up to date', async () => {
  await run(process.execPath, ['--import', 'tsx', join('docs', 'generate.ts'), '--check'], { cwd: PROJECT });
});

it('the links of the alerts are up to date', async () => {
  await run(process.execPath, ['--import', 'tsx', join('docs', 'generateLinks.ts'), '--check'], { cwd: PROJECT });
});

describe('the runbooks', () => {
  const names = alertsOf(RULE_FILES).map(({ alert }) => alert);

  it('are one for each alert', () => {
    const pages = readdirSync(RUNBOOKS).map((file) => basename(file, '.md'));
    expect(pages.sort()).toEqual([...names].sort());
  });

  it.each(names)('%s says what it means, how to confirm it, what to do and when to silence it', (name) => {
    const page = readFileSync(join(RUNBOOKS, `${name}.md`), 'utf8');
    const [title, ...sections] = page.split(/^#+ /m).slice(1);
    expect(title?.trim()).toBe(name);
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(['Meaning', 'Confirm', 'Do', 'Silence']);
    for (const section of sections) {
      expect(section.split('\n').slice(1).join(' ').trim().length).toBeGreaterThan(20);
    }
  });
});
