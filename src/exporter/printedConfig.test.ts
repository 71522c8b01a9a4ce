/** @jest-environment node */
import { loadConfig } from './config';
import { FIELD_NAMES, FIELDS } from './configFields';
import { environmentSettings, parseFile, type Settings } from './configSources';
import { helpText } from './help';
import { printedConfig } from './printedConfig';

const FILE = `
profile: langflow
inject_usage: false
grace_period_seconds: 0.50
targets:
  success_ratio: 0.999
teams:
  01234567: search
  12345e67: chat
`;

const settings: Settings = new Map([
  ...parseFile('/etc/elastiscope.yaml', FILE),
  ...environmentSettings({
    ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:7860',
    ELASTISCOPE_PROVIDERS: 'openai=https://api.openai.com,local=http://127.0.0.1:11434',
    ELASTISCOPE_IDENTITY: 'null # not a comment',
  }),
]);

/** What holds, whatever it comes from. */
const values = (from: Settings) =>
  FIELD_NAMES.map((name) => {
    const { text, entries } = from.get(name) ?? FIELDS[name].fallback;
    return [name, entries?.map(({ key, text: entry }) => [key, entry]) ?? text];
  });

describe('the printed configuration', () => {
  const printed = printedConfig(settings);

  it('means the same when it is read again', () => {
    expect(values(parseFile('printed', printed))).toEqual(values(settings));
  });

  it('keeps hashes that look like numbers', () => {
    expect(settings.get('teams')?.entries?.map(({ key }) => key)).toEqual(['01234567', '12345e67']);
  });

  it.each([
    ['a variable', 'backend_url: http://127.0.0.1:7860 # ELASTISCOPE_BACKEND_URL'],
    ['a line of a file', 'profile: langflow # /etc/elastiscope.yaml:2'],
    ['a map in a file', '# /etc/elastiscope.yaml:5\ntargets:\n  success_ratio: 0.999\n'],
    ['no flag in quotes', 'inject_usage: false # /etc/elastiscope.yaml:3'],
    ['a default', '\nlog: json\n'],
    ['an empty default in words', 'lease: "" # required with role lease'],
  ])('shows %s', (_, line) => {
    expect(printed).toContain(line);
  });
});

it.each([
  ['a user', 'https://key:secret@api.openai.com'],
  ['a query', 'https://api.openai.com?key=secret'],
  ['a user in no URL', 'htps://key:secret@api.openai.com'],
])('a secret in %s is refused and not repeated', (_, url) => {
  const load = () =>
    loadConfig({ ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:1', ELASTISCOPE_PROVIDERS: `openai=${url}` });
  expect(load).toThrow(/^ELASTISCOPE_PROVIDERS: openai: (?!.*secret)/);
});

describe('--help', () => {
  it('has every setting with its default, in lines that fit a screen', () => {
    const text = helpText();
    FIELD_NAMES.forEach((name) => expect(text).toContain(`\n  ${FIELDS[name].env} (${FIELDS[name].default})\n`));
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});
