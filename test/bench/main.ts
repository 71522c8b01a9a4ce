// Entry of `npm run bench`.
import { cpus, release, totalmem } from 'node:os';
import { FULL, QUICK } from './bench';
import { BENCHES } from './benches';
import { table, verdictOn } from './report';
import { runBenches } from './runBenches';

const HELP = `npm run bench [-- NAME … --quick]

Measures the exporter's speed and memory, what the rules cost, and a replay, side by side with others, on loopback, everything in a
process of its own:
${BENCHES.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`).join('\n')}

Without a name all of them, which takes more than an hour; the fleets of "rules" are most of it, and of the rest, which takes about
a quarter of an hour, the million requests of "memory". RULES_WORKLOADS=250,1000 measures "rules" for these fleets only.
--quick only shows that they work; its figures mean nothing. Ends with 1 when something that is promised is missed.
LITELLM names the command of a LiteLLM proxy to compare with, KUBERNETES_MIXIN a file with the rules of kubernetes-mixin: see
docs/performance.md.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const names = args.filter((arg) => arg !== '--quick');
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    console.error(
      `npm run bench: unknown ${unknown.join(', ')}. There are: ${BENCHES.map(({ name }) => name).join(', ')}`
    );
    return 2;
  }
  if (process.platform !== 'linux') {
    console.error('npm run bench: needs Linux, because it reads memory and CPU time from /proc.');
    return 2;
  }
  const benches = names.length === 0 ? BENCHES : BENCHES.filter(({ name }) => names.includes(name));
  const findings = await runBenches(benches, args.includes('--quick') ? QUICK : FULL, (line) => console.error(line));
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(
    `\n${cpus().length} × ${cpus()[0].model}, ${memory}, Linux ${release()}, Node ${process.versions.node}\n`
  );
  console.log(table(findings));
  return findings.some((finding) => verdictOn(finding) === 'missed') ? 1 : 0;
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  }
);
