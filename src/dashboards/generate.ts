import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dashboardFiles } from './files';

const FOLDER = resolve(process.argv[2] ?? 'dashboards');

mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of dashboardFiles()) {
  writeFileSync(join(FOLDER, name), text);
  console.log(`wrote ${join(FOLDER, name)}`);
}
