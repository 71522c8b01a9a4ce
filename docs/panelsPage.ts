import { queries as coldStart } from '../src/panels/coldstart/queries';
import coldStartJson from '../src/panels/coldstart/plugin.json';
import { queries as failover } from '../src/panels/failover/queries';
import failoverJson from '../src/panels/failover/plugin.json';
import { queries as flapping } from '../src/panels/flapping/queries';
import flappingJson from '../src/panels/flapping/plugin.json';
import { queries as replicas } from '../src/panels/replicas/queries';
import replicasJson from '../src/panels/replicas/plugin.json';
import { queries as tokenCost } from '../src/panels/tokencost/queries';
import tokenCostJson from '../src/panels/tokencost/plugin.json';
import { VARIABLE_SELECTOR, type PanelQuery } from '../src/vocabulary';
import { code, table } from './markdown';

interface Panel {
  readonly name: string;
  readonly id: string;
  readonly info: { readonly description: string };
}

const PANELS: ReadonlyArray<readonly [Panel, (selector: string) => PanelQuery[]]> = [
  [replicasJson, replicas],
  [flappingJson, flapping],
  [coldStartJson, coldStart],
  [failoverJson, failover],
  [tokenCostJson, tokenCost],
];

function section([{ name, id, info }, queries]: (typeof PANELS)[number]): string {
  const inputs = queries(VARIABLE_SELECTOR);
  return `## ${name}

${code(id)}. ${info.description}

${table(
  ['refId', 'Input', 'Least step'],
  inputs.map(({ refId, help, minInterval, instant }) => [
    code(refId),
    help,
    instant ? 'at the end of the range' : (minInterval ?? ''),
  ])
)}

${inputs.map(({ refId, expr }) => `- ${code(refId)}: ${code(expr)}`).join('\n')}`;
}

/** The text of docs/panels.md: what each panel reads, and under which refId. */
export function panelsPage(): string {
  return `# Panels

Generated from \`src/panels/*/queries.ts\` by \`npm run generate:docs\`.

A panel finds each of its inputs by the refId of the query, in any Prometheus-type data source. The dashboard asks as below; a
query of your own under the same refId feeds the panel just as well. What is missing is left out, and when nothing is there the
panel says why and what to do.

${PANELS.map(section).join('\n\n')}
`;
}
