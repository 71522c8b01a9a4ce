import { FIELD_NAMES, FIELDS, type FieldName } from './configFields';

/** What the command line takes, one at a time. */
export const OPTIONS = {
  '--check-config': 'check the settings and start nothing',
  '--print-config': 'print all settings as a file, and where each comes from',
  '--version': 'print the version',
  '--help': 'print this',
} as const;

/** Headings, by the setting that comes first below them. */
const HEADINGS: Partial<Record<FieldName, string>> = {
  backend_url: 'Backend',
  inbound_listen: 'Listeners',
  routes: 'Inbound traffic',
  providers: 'LLM gateway, prices and teams',
  targets: 'Objectives',
  role: 'Leader or standby',
  trusted_proxies: 'Start and end',
  control_from: "Control, and the backend's own word",
  label_values: 'Metrics and logs',
};

const WIDTH = 100;

/** The text of `--help`. */
export function helpText(): string {
  const options = Object.entries(OPTIONS).map(
    ([option, help]) => `       elastiscope-exporter ${option.padEnd(16)}${help}`
  );
  return `Elastiscope exporter: a sidecar that makes an LLM backend observable.

Usage: elastiscope-exporter                 run
${options.join('\n')}

The URL of the backend is all it needs; a first example:

  ELASTISCOPE_BACKEND_URL=http://127.0.0.1:7860 ELASTISCOPE_PROFILE=langflow elastiscope-exporter

${wrap('Settings come from the environment, or from the YAML file that ELASTISCOPE_CONFIG names, in which they have the same names in lower case and without ELASTISCOPE_. The environment wins. Defaults stand in brackets.')}
${FIELD_NAMES.map(settingText).join('\n')}
`;
}

function settingText(name: FieldName): string {
  const { env, default: fallback, help } = FIELDS[name];
  const heading = HEADINGS[name];
  const lines = [`  ${env} (${fallback})`, wrap(help, '      ')];
  return [...(heading === undefined ? [] : ['', `${heading}:`]), ...lines].join('\n');
}

/** The text in lines that are no longer than a screen is wide. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}
