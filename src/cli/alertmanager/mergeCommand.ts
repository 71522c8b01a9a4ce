import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { type Command, EXIT, type ExitCode } from '../command';
import { unifiedDiff } from '../diff';
import { readText, readTextIfPresent, writeAtomically } from '../files';
import { shippedFile } from '../shipped';
import { receiverFor } from './channels';
import { readBundle } from './merge/bundle';
import { mergeBundle, type Merged } from './merge/merge';
import { TEMPLATE_NAME } from './merge/templates';
import { MERGE_HELP, type MergeArguments, parseMergeArguments } from './mergeOptions';
import { grafanaUrlOf, withGrafanaUrl } from './template';

/** A file as it is, if there is one, and as it is to be. */
interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

export const mergeCommand: Command = {
  name: 'alertmanager merge',
  summary: 'add the routes to an Alertmanager configuration, or update them',
  help: MERGE_HELP,
  run: (args) => merge(parseMergeArguments(args)),
};

function merge(options: MergeArguments): ExitCode {
  const before = readText(options.file);
  const shipped = readBundle(shippedFile('alertmanager/elastiscope.yml'));
  const receivers = shipped.receivers.map(({ name }) => receiverFor(name, options.channels));
  const merged = mergeBundle(options.file, before, { ...shipped, receivers }, options);
  const configuration = { path: options.file, before, after: merged.text };
  const template = templateChange(options, merged.templateEntry);
  return deliver(options, merged, configuration, template);
}

/** The templates with the address of Grafana given now, or else with the one they have. */
function templateChange({ file, target, grafanaUrl }: MergeArguments, entry: string): FileChange {
  const configuration = target.kind === 'output' ? target.path : file;
  const folder = configuration === '-' ? '.' : dirname(configuration);
  const path = isAbsolute(entry) || target.kind === 'output' ? join(folder, basename(entry)) : resolve(folder, entry);
  const before = readTextIfPresent(path);
  const kept = before === undefined ? '' : grafanaUrlOf(path, before);
  const after = withGrafanaUrl(shippedFile(`alertmanager/${TEMPLATE_NAME}`), grafanaUrl ?? kept);
  return { path, before, after };
}

function deliver(options: MergeArguments, merged: Merged, configuration: FileChange, template: FileChange): ExitCode {
  const { target } = options;
  switch (target.kind) {
    case 'print':
      process.stdout.write(configuration.after);
      report(merged, []);
      return EXIT.done;
    case 'diff':
      process.stdout.write([configuration, template].map(diffOf).join(''));
      report(merged, []);
      return EXIT.done;
    case 'check':
      return isDone(configuration) && isDone(template) ? EXIT.done : EXIT.different;
    case 'output':
    case 'write': {
      const path = target.kind === 'output' ? target.path : configuration.path;
      const changed = [
        template,
        target.kind === 'output' ? { ...configuration, path, before: undefined } : configuration,
      ];
      const written = changed.filter((change) => !isDone(change));
      written.forEach((change) => writeAtomically(change.path, change.after));
      report(merged, written);
      return EXIT.done;
    }
  }
}

function isDone({ before, after }: FileChange): boolean {
  return before === after;
}

function diffOf({ path, before, after }: FileChange): string {
  return unifiedDiff(path, before, after);
}

/** Says on stderr what was done and what is left to do, so that stdout is the result and nothing else. */
function report({ changes, keptReceivers, emptyReceivers }: Merged, written: readonly FileChange[]): void {
  const lines = [
    ...(changes.length === 0 ? ['configuration: up to date'] : changes),
    ...keptReceivers.map((name) => `receiver ${name}: kept as you set it (--replace-receivers sets it anew)`),
    ...emptyReceivers.map((name) => `receiver ${name}: has no settings, so its notifications go nowhere`),
    ...written.map(({ path }) => `wrote ${path}`),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
