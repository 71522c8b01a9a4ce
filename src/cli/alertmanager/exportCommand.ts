import { parseArgs } from 'node:util';
import { type Command, EXIT, type ExitCode, UsageError } from '../command';
import { shippedFile } from '../shipped';
import { TEMPLATE_NAME } from './merge/templates';
import { operatorManifest } from './operator/manifest';
import { parseGrafanaUrl, withGrafanaUrl } from './template';

const HELP = `Usage: elastiscope alertmanager export [OPTION …]

Prints the routes, inhibition rules, working hours and templates as an AlertmanagerConfig (monitoring.coreos.com/v1alpha1) and a
ConfigMap for the Prometheus operator. Its first lines say what the Alertmanager resource must have set.

  --templates          print elastiscope.tmpl instead
  --grafana-url URL    base of the links to dashboards

Exit codes: 0 done; 2 wrong usage.
`;

export const exportCommand: Command = {
  name: 'alertmanager export',
  summary: 'the routes as resources of the Prometheus operator, or the templates alone',
  help: HELP,
  run,
};

function run(args: readonly string[]): ExitCode {
  const { templates, 'grafana-url': url } = parse(args);
  const grafanaUrl = url === undefined ? '' : parseGrafanaUrl(url);
  process.stdout.write(
    templates === true
      ? withGrafanaUrl(shippedFile(`alertmanager/${TEMPLATE_NAME}`), grafanaUrl)
      : operatorManifest(grafanaUrl)
  );
  return EXIT.done;
}

function parse(args: readonly string[]) {
  try {
    const options = { templates: { type: 'boolean' }, 'grafana-url': { type: 'string' } } as const;
    return parseArgs({ args: [...args], strict: true, options }).values;
  } catch (error) {
    throw new UsageError(`alertmanager export: ${error instanceof Error ? error.message : String(error)}`);
  }
}
