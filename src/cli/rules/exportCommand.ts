import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, EXIT, type ExitCode, UsageError } from '../command';
import { writeAtomically } from '../files';
import { shippedFiles } from '../shipped';
import { type ExportedFile, type Format, FORMATS } from './formats';

const FOLDER = 'rules/';
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const HELP = `Usage: elastiscope rules export --format FORMAT [OPTION …]

Prints the rules in the form that a program other than Prometheus reads, or writes them as files.

  --format prometheusrule   resources of the Prometheus operator, to be applied with kubectl
           mimir            files for mimirtool rules load and sync, a namespace a file; needs --output
           vmalert          files for a vmalert that does not know keep_firing_for, which is left out; needs --output
                            (a newer one reads alerts/rules as it is)
  --output FOLDER           write a file for each rule file there instead of printing all
  --namespace NAME          namespace of the resources (prometheusrule)
  --label NAME=VALUE        a further label of the resources, for the ruleSelector of your Prometheus (prometheusrule); may be
                            given more than once

Exit codes: 0 done; 1 refused; 2 wrong usage.
`;

export const exportCommand: Command = {
  name: 'rules export',
  summary: 'the rules as PrometheusRule resources, or for mimirtool or vmalert',
  help: HELP,
  run,
};

function run(args: readonly string[]): ExitCode {
  const { format, output, namespace, labels } = parse(args);
  const files = Object.entries(shippedFiles())
    .filter(([path]) => path.startsWith(FOLDER))
    .map(([path, text]) => FORMATS[format]({ path: path.slice(FOLDER.length), text }, { namespace, labels }));
  if (output === undefined) {
    process.stdout.write(files.map(({ text }) => text).join('---\n'));
    return EXIT.done;
  }
  mkdirSync(output, { recursive: true });
  files.forEach(({ name, text }) => writeAtomically(join(output, name), text));
  process.stderr.write(`wrote ${files.length} files to ${output}\n${format === 'mimir' ? groupLimit(files) : ''}`);
  return EXIT.done;
}

/** Mimir takes 70 groups a tenant by default (ruler_max_rule_groups_per_tenant), those of others among them. */
function groupLimit(files: readonly ExportedFile[]): string {
  const groups = files.flatMap(({ text }) => text.match(/^ {2}- name: /gm) ?? []).length;
  return `these are ${groups} groups: ruler_max_rule_groups_per_tenant (default 70) must allow them and what the tenant has already\n`;
}

function parse(args: readonly string[]) {
  const { format, output, namespace, label = [] } = parseOptions(args);
  if (format === undefined || !isFormat(format)) {
    throw new UsageError(`rules export: --format must be one of ${Object.keys(FORMATS).join(', ')}`);
  }
  if (format !== 'prometheusrule' && (namespace !== undefined || label.length > 0)) {
    throw new UsageError('rules export: --namespace and --label are for --format prometheusrule');
  }
  if (format !== 'prometheusrule' && output === undefined) {
    throw new UsageError(`rules export: --format ${format} makes several files; say where by --output`);
  }
  if (namespace !== undefined && !NAME.test(namespace)) {
    throw new UsageError(`--namespace: "${namespace}" is no name of a namespace`);
  }
  return { format, output, namespace, labels: Object.fromEntries(label.map(parseLabel)) };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        namespace: { type: 'string' },
        label: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`rules export: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

function parseLabel(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z0-9][-\w./]*)=([-\w.]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--label: "${text}" is no label such as release=monitoring`);
  }
  return [name, value];
}
