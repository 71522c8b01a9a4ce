import { parseArgs } from 'node:util';
import { UsageError } from '../command';
import type { Channels } from './channels';
import { isOurTemplate, TEMPLATE_NAME } from './merge/templates';
import { parseGrafanaUrl } from './template';

/** What becomes of the result. */
export type Target =
  | { readonly kind: 'print' | 'diff' | 'check' | 'write' }
  | { readonly kind: 'output'; readonly path: string };

export interface MergeArguments {
  readonly file: string;
  readonly target: Target;
  readonly channels: Channels;
  readonly templatePath: string;
  readonly replaceReceivers: boolean;
  readonly grafanaUrl?: string;
}

const OPTIONS = {
  write: { type: 'boolean' },
  output: { type: 'string' },
  diff: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  check: { type: 'boolean' },
  'grafana-url': { type: 'string' },
  'template-path': { type: 'string' },
  'pagerduty-routing-key-file': { type: 'string' },
  'slack-api-url-file': { type: 'string' },
  'slack-channel': { type: 'string' },
  'email-to': { type: 'string' },
  'webhook-url': { type: 'string' },
  'watchdog-url': { type: 'string' },
  'replace-receivers': { type: 'boolean' },
} as const;

export const MERGE_HELP = `Usage: elastiscope alertmanager merge FILE [OPTION …]

Adds the routes, receivers, time intervals, inhibition rules and templates of Elastiscope to the Alertmanager configuration FILE
(- for standard input), or updates them there, and prints the result. Every other byte stays as it is. The route comes before all
others, because one of those without \`continue\` could take its alerts away. Receivers and time intervals that are there already
stay as you set them; route and inhibition rules are replaced.

What becomes of the result; without any of these it is printed:
  --diff, --dry-run    print what would change, and write nothing
  --check              print nothing, and exit with 3 if something would change
  --write              replace FILE, and put elastiscope.tmpl where it names it (beside it, if that is an absolute path)
  --output PATH        write to PATH, and put elastiscope.tmpl beside it

Where notifications go. Each receiver gets every channel given; PagerDuty gets pages only, a dead man's switch the Watchdog. A receiver that has settings keeps
them unless --replace-receivers is given:
  --pagerduty-routing-key-file PATH   file with the integration key, as Alertmanager sees it
  --slack-api-url-file PATH           file with the address of an incoming webhook of Slack
  --slack-channel NAME                channel, if not that of the webhook
  --email-to ADDRESS                  needs global.smtp_smarthost and smtp_from in FILE
  --webhook-url URL                   gets the alerts as JSON
  --watchdog-url URL                  a dead man's switch; gets the Watchdog every five minutes, and nothing else
  --replace-receivers                 set receivers anew that have settings

  --grafana-url URL    base of the links to dashboards; kept by later merges. Without it links are relative
  --template-path PATH where Alertmanager finds elastiscope.tmpl (default: beside its configuration)

Where the configuration is no file of yours but something in Kubernetes:
  a Secret or ConfigMap     merge a copy, then apply it with the templates beside it (here a Secret with the key alertmanager.yaml):
                              kubectl get secret NAME -o jsonpath='{.data.alertmanager\\.yaml}' | base64 -d > alertmanager.yaml
                              elastiscope alertmanager merge alertmanager.yaml --write
                              kubectl create secret generic NAME --from-file=alertmanager.yaml --from-file=elastiscope.tmpl \\
                                --dry-run=client -o yaml | kubectl apply -f -
  values of a Helm chart    merge the part below alertmanager.config as a file of its own, put the result back there, and the text
                            of elastiscope.tmpl below alertmanager.templateFiles (kube-prometheus-stack) or alertmanager.templates
  an AlertmanagerConfig     leave the Secret to the operator: elastiscope alertmanager export writes an AlertmanagerConfig

Exit codes: 0 done, or nothing to do; 1 refused, nothing was written; 2 wrong usage; 3 --check found a difference.
Afterwards: amtool check-config FILE
`;

/** Reads the arguments of the command. Throws UsageError. */
export function parseMergeArguments(args: readonly string[]): MergeArguments {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError('alertmanager merge: name one configuration file');
  }
  const channels: Channels = {
    pagerdutyRoutingKeyFile: values['pagerduty-routing-key-file'],
    slackApiUrlFile: values['slack-api-url-file'],
    slackChannel: values['slack-channel'],
    emailTo: values['email-to'],
    webhookUrl: address('webhook-url', values['webhook-url']),
    watchdogUrl: address('watchdog-url', values['watchdog-url']),
  };
  const replaceReceivers = values['replace-receivers'] === true;
  if (channels.slackChannel !== undefined && channels.slackApiUrlFile === undefined) {
    throw new UsageError('--slack-channel: needs --slack-api-url-file');
  }
  if (replaceReceivers && Object.values(channels).every((channel) => channel === undefined)) {
    throw new UsageError('--replace-receivers: say by what, for example with --slack-api-url-file');
  }
  const templatePath = values['template-path'] ?? TEMPLATE_NAME;
  if (!isOurTemplate(templatePath)) {
    throw new UsageError(`--template-path: must end in ${TEMPLATE_NAME}`);
  }
  const grafana = values['grafana-url'];
  const grafanaUrl = grafana === undefined ? {} : { grafanaUrl: parseGrafanaUrl(grafana) };
  return { file, target: targetOf(file, values), channels, templatePath, replaceReceivers, ...grafanaUrl };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`alertmanager merge: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Values = ReturnType<typeof parse>['values'];

function targetOf(file: string, values: Values): Target {
  const path = values.output;
  const chosen: readonly Target[] = [
    ...(values.write ? [{ kind: 'write' } as const] : []),
    ...(path === undefined ? [] : [{ kind: 'output', path } as const]),
    ...(values.diff || values['dry-run'] ? [{ kind: 'diff' } as const] : []),
    ...(values.check ? [{ kind: 'check' } as const] : []),
  ];
  if (chosen.length > 1) {
    throw new UsageError('alertmanager merge: give one of --write, --output, --diff and --check');
  }
  const [target = { kind: 'print' }] = chosen;
  if (file === '-' && target.kind === 'write') {
    throw new UsageError('--write: standard input cannot be replaced; use --output');
  }
  return target;
}

function address(option: string, text: string | undefined): string | undefined {
  if (text !== undefined && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) {
    throw new UsageError(`--${option}: "${text}" is no http or https address`);
  }
  return text;
}
