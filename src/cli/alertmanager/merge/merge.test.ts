/** @jest-environment node */
import { parse } from 'yaml';
import { shippedFile } from '../../shipped';
import { receiverFor } from '../channels';
import { type Bundle, readBundle } from './bundle';
import { mergeBundle } from './merge';

const shipped = readBundle(shippedFile('alertmanager/elastiscope.yml'));
const bundle: Bundle = { ...shipped, receivers: shipped.receivers.map(({ name }) => receiverFor(name, {})) };

function merge(text: string, more: Partial<Bundle> = {}, replaceReceivers = false) {
  const options = { templatePath: 'elastiscope.tmpl', replaceReceivers };
  return mergeBundle('am.yml', text, { ...bundle, ...more }, options);
}

/** The lines that a merge took away from a text; those it kept are in their order. */
function lostLines(before: string, after: string): readonly string[] {
  const left = after.split('\n');
  let at = 0;
  return before.split('\n').filter((line) => {
    const found = left.indexOf(line, at);
    at = found === -1 ? at : found + 1;
    return found === -1;
  });
}

const MINIMAL = `route:
  receiver: team
receivers:
  - name: team
`;

const OWN = `# Alerts of the platform team.
global: { resolve_timeout: 5m } # keep
templates:
- '/etc/alertmanager/*.tmpl'   # ours
route:
  group_by: ["alertname"]
  receiver: 'team'
  routes:
  # The database wakes its own people.
  - match: {team: db}
    receiver: team
receivers:
- name: 'team'
  webhook_configs:
  - url: "http://team.example.com/"
    # max_alerts: 3

# Nothing below page when something pages.
inhibit_rules:
    - source_match: { severity: page }
      target_match: { severity: info }
      equal: ['alertname']
    # - commented out
`;

describe('a first merge', () => {
  it.each<[string, string]>([
    ['of a route with a receiver and nothing else', MINIMAL],
    ['of a configuration with comments, quotes and two ways to indent', OWN],
    ['of one with CRLF', OWN.replaceAll('\n', '\r\n')],
    ['of one with a byte order mark', `\uFEFF${OWN}`],
    ['of one that does not end its last line', MINIMAL.trimEnd()],
    ['of one that ends with blank lines and a comment', `${OWN}\n\n# vim: ts=2\n\n`],
    ['of one between document markers', `---\n${OWN}...\n`],
    ['of one with keys of a newer Alertmanager', `${OWN}tracing: { endpoint: 'x:1' }\nfuture:\n  - { a: 1 }\n`],
    ['of one with an anchor where nothing is edited', OWN.replace('"http://team', '&team "http://team')],
    ['of one that ends in a text block', `${OWN}x-note: |\n  text\n`],
    ['of one that ends in a text block that keeps its blank lines', `${OWN}x-note: |+\n  text\n\n\n`],
    ['of one that is indented as a whole', MINIMAL.replace(/^(?=.)/gm, '  ')],
    ['of one with tabs between tokens', 'route:\n  receiver:\tteam\t# c\nreceivers:\n  - name:\tteam\n'],
  ])('%s keeps every line and its order', (_name, text) => {
    const { text: merged, changes } = merge(text);
    expect(lostLines(text, `${merged}\n`)).toEqual([]);
    expect(changes).not.toEqual([]);
    expect(parse(merged).route.routes[0]).toEqual(shipped.route.meaning);
    expect(parse(merged).inhibit_rules.slice(-shipped.inhibitRules.length)).toEqual(
      shipped.inhibitRules.map(({ meaning }) => meaning)
    );
    expect(merge(merged)).toMatchObject({ text: merged, changes: [] });
  });

  it('uses the line ends of the file and no others', () => {
    expect(merge(OWN.replaceAll('\n', '\r\n')).text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(merge(OWN).text).not.toContain('\r');
  });

  it('leaves a file without an end of its last line without one', () => {
    expect(merge(MINIMAL.trimEnd()).text).toMatch(/[^\n]$/);
  });

  it('leaves a commented item with the list it stands in', () => {
    expect(merge(OWN).text).toContain("      equal: ['alertname']\n    # - commented out\n    - # Elastiscope");
    expect(merge(OWN).text).toContain('    # max_alerts: 3\n- name: elastiscope-page');
  });

  it.each([
    ['inhibit_rules: []', 'inhibit_rules:'],
    ['inhibit_rules: [] # none yet', 'inhibit_rules: # none yet'],
    ['inhibit_rules: null', 'inhibit_rules:'],
    ['inhibit_rules: ~ # none', 'inhibit_rules: # none'],
    ['inhibit_rules:', 'inhibit_rules:'],
    ['inhibit_rules: # none yet', 'inhibit_rules: # none yet'],
  ])('fills an empty list: %s', (line, kept) => {
    expect(merge(`${MINIMAL}${line}\nfuture: 1\n`).text).toContain(`${kept}\n  - # Elastiscope`);
    expect(merge(`${MINIMAL}${line}`).text).toContain(`${kept}\n  - # Elastiscope`);
  });

  it.each([
    ["templates: ['/etc/alertmanager/a.tmpl']", "templates: ['/etc/alertmanager/a.tmpl', elastiscope.tmpl]"],
    ["templates: ['a.tmpl',] # c", "templates: ['a.tmpl', elastiscope.tmpl,] # c"],
    ['templates:\n  - a.tmpl', 'templates:\n  - a.tmpl\n  - elastiscope.tmpl'],
    ["templates: ['*.tmpl']", "templates: ['*.tmpl']\n"],
    ["templates: ['./elasti*.tmpl']", "templates: ['./elasti*.tmpl']\n"],
    ['templates: [/etc/x/elastiscope.tmpl]', 'templates: [/etc/x/elastiscope.tmpl]\n'],
  ])('loads the templates once: %s', (line, merged) => {
    expect(merge(`${MINIMAL}${line}\n`).text).toContain(merged);
  });
});

describe('an update', () => {
  const merged = merge(OWN).text;
  const newRoute = { lines: ['- matchers: [bundle="elastiscope"]', '  receiver: elastiscope-page'], meaning: {} };
  const newBundle: Partial<Bundle> = {
    route: { ...newRoute, meaning: parse(newRoute.lines.join('\n'))[0] },
    inhibitRules: [...shipped.inhibitRules.slice(2), ...shipped.inhibitRules.slice(0, 1)],
  };

  it('replaces the route and the inhibition rules and nothing else', () => {
    const { text, changes } = merge(merged, newBundle);
    expect(changes).toEqual(['route: updated', 'inhibition rules: updated']);
    expect(lostLines(OWN, text)).toEqual([]);
    expect(parse(text).inhibit_rules).toHaveLength(shipped.inhibitRules.length);
    expect(merge(text).text).toBe(merge(merge(text).text).text);
  });

  it('and back again gives the first text', () => {
    expect(merge(merge(merged, newBundle).text).text).toBe(merged);
  });

  it('leaves the place that the user moved the route to', () => {
    const moved = `route:
  receiver: team
  routes:
    - matchers: [env="prod"]
      receiver: team
      routes:
        - receiver: elastiscope-page
          matchers: ['bundle = "elastiscope"']
receivers:
  - name: team
  - name: elastiscope-page
    webhook_configs: [{ url: 'http://mine/' }]
`;
    const { text } = merge(moved);
    expect(parse(text).route.routes[0].routes).toEqual([shipped.route.meaning]);
    expect(text).toContain("webhook_configs: [{ url: 'http://mine/' }]");
  });

  it("keeps the user's receivers, time intervals and rules about our alerts", () => {
    const edited = merged
      .replace(
        /- name: elastiscope-page.*/,
        "- name: elastiscope-page\n  webhook_configs: [{url: 'http://pager/'}] # mine"
      )
      .replace('location: UTC', 'location: Europe/Paris')
      .replace(
        '    - # Elastiscope',
        '    - source_matchers: [bundle="elastiscope", alertname="A"]\n      target_matchers: [bundle="elastiscope", alertname="B"]\n    - # Elastiscope'
      );
    const { text } = merge(edited, newBundle);
    expect(text).toContain("  webhook_configs: [{url: 'http://pager/'}] # mine");
    expect(text).toContain('location: Europe/Paris');
    expect(parse(text).inhibit_rules).toContainEqual({
      source_matchers: ['bundle="elastiscope"', 'alertname="A"'],
      target_matchers: ['bundle="elastiscope"', 'alertname="B"'],
    });
  });

  it('changes nothing when a formatter took the comments away', () => {
    const bare = merged.replaceAll(/- # Elastiscope.*\n\s+/g, '- ');
    expect(merge(bare).changes).toEqual([]);
  });

  it.each<[string, string, boolean, object]>([
    ['an empty receiver is set', '', false, { keptReceivers: [] }],
    [
      'one with settings is kept, and said so',
      '\n  webhook_configs: [{url: "http://mine"}]',
      false,
      { keptReceivers: ['elastiscope-page'] },
    ],
    [
      'one with settings is replaced on demand',
      '\n  webhook_configs: [{url: "http://mine"}]',
      true,
      { keptReceivers: [] },
    ],
  ])('%s', (_name, settings, replace, state) => {
    const before = merged.replace(/- name: elastiscope-page.*/, `- name: elastiscope-page${settings}`);
    const receivers = shipped.receivers.map(({ name }) => receiverFor(name, { slackApiUrlFile: '/slack' }));
    const result = merge(before, { receivers }, replace);
    expect(result).toMatchObject({ ...state, emptyReceivers: ['elastiscope-watchdog'] });
    expect(result.text.match(/api_url_file: '\/slack'/g)).toHaveLength(result.keptReceivers.length === 0 ? 4 : 3);
    expect(merge(result.text, { receivers }, replace)).toMatchObject({ text: result.text, changes: [] });
  });
});

describe('what cannot be merged', () => {
  it.each<[string, string, string]>([
    ['an empty file', '', 'am.yml: the file is empty'],
    ['a file of comments', '# nothing\n', 'am.yml: the file is empty'],
    ['no YAML', 'route: [\n', 'am.yml:2: not YAML'],
    ['tabs as indentation', 'route:\n\treceiver: a\n', 'am.yml:2: not YAML'],
    ['an alias of nothing', 'route: *none\n', 'am.yml:1: not YAML'],
    ['a key twice', `${MINIMAL}route: {}\n`, 'am.yml:5: not YAML'],
    ['two documents', `${MINIMAL}---\n${MINIMAL}`, 'am.yml:5: a second document'],
    ['a list', '- a\n', 'am.yml:1: a mapping was expected'],
    ['a word', 'hello\n', 'am.yml:1: a mapping was expected'],
    ['no route', 'receivers:\n  - name: a\n', 'am.yml:1: there is no route'],
    ['a route that is a word', 'route: team\n', 'am.yml:1: route must be a mapping'],
    ['an empty route', 'receivers: []\nroute:\n', 'am.yml:2: route must be a mapping'],
    ['a route in flow style', 'route: { receiver: team }\n', 'am.yml:1: route is in flow style'],
    ['JSON', '{"route": {"receiver": "team"}}\n', 'am.yml:1: the configuration is in flow style'],
    [
      'receivers in flow style',
      'route:\n  receiver: a\nreceivers: [{ name: a }]\n',
      'am.yml:3: receivers is in flow style',
    ],
    ['an anchor on the list', MINIMAL.replace('receivers:', 'receivers: &r'), 'am.yml:4: receivers has an anchor (&r)'],
    ['an anchor on the route', MINIMAL.replace('route:', 'route: &r'), 'am.yml:2: route has an anchor (&r)'],
    [
      'an alias as list',
      `x: &r\n  - name: team\nroute:\n  receiver: team\nreceivers: *r\n`,
      'am.yml:5: receivers is an alias (*r)',
    ],
    [
      'an alias as route',
      `x: &r\n  receiver: team\nroute: *r\n`,
      'am.yml:3: route must be a mapping that is written out',
    ],
    [
      'routes from a merge key',
      'x: &r\n  routes: []\nroute:\n  <<: *r\n  receiver: a\n',
      'am.yml:4: routes may come from the merge key',
    ],
    ['a tag on the list', MINIMAL.replace('receivers:', 'receivers: !mine'), 'am.yml:4: receivers has a tag'],
    ['a list that is a mapping', 'route:\n  receiver: a\n  routes:\n    a: 1\n', 'am.yml:3: routes must be a list'],
    ['a file that ends inside a text block', `${MINIMAL}x: |\n  text`, 'am.yml:1: the file ends within a text block'],
    ['a bomb of aliases', bomb(), 'am.yml: not YAML: Excessive alias count'],
    ['nesting without end', `${MINIMAL}x: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 'am.yml:5: nested too deeply'],
  ])('%s', (_name, text, message) => {
    expect(() => merge(text)).toThrow(message);
  });

  function bomb(): string {
    const levels = Array.from({ length: 20 }, (_, level) => `  - &a${level + 1} [${`*a${level}, `.repeat(10)}]`);
    return `${MINIMAL}x:\n  - &a0 [a]\n${levels.join('\n')}\n`;
  }
});

describe('clashes', () => {
  const merged = merge(MINIMAL).text;

  it.each<[string, string, string]>([
    [
      'a receiver with our name',
      `${MINIMAL}  - name: elastiscope-page\n`,
      'am.yml:5: the receiver elastiscope-page is there already',
    ],
    [
      'a time interval with our name',
      `${MINIMAL}time_intervals:\n  - name: elastiscope-working-hours\n`,
      'am.yml:6: the time interval',
    ],
    [
      'one under the older key',
      `${MINIMAL}mute_time_intervals:\n  - name: elastiscope-working-hours\n`,
      'am.yml:6: the time interval',
    ],
    [
      'the same beside ours',
      `${merged}mute_time_intervals:\n  - name: elastiscope-working-hours\n`,
      'the time interval elastiscope-working-hours',
    ],
    [
      'our receiver twice',
      `${merged}`.replace('- name: team', '- name: team\n  - name: elastiscope-page'),
      'a second receiver elastiscope-page',
    ],
    [
      'our route twice',
      merged.replace(
        '  routes:\n',
        '  routes:\n    - matchers: [bundle="elastiscope"]\n      receiver: elastiscope-page\n'
      ),
      'a second route of Elastiscope',
    ],
    [
      'another route for all of our alerts',
      merged.replace('  routes:\n', '  routes:\n    - match: { bundle: elastiscope }\n      receiver: team\n'),
      'am.yml:4: this route takes all alerts of Elastiscope',
    ],
    [
      'the same before the first merge',
      `route:\n  receiver: a\n  routes:\n    - matchers: [bundle=elastiscope]\n      receiver: a\nreceivers:\n  - name: a\n`,
      'am.yml:4: this route takes all',
    ],
    [
      'our receiver for everything',
      merged.replace('receiver: team', 'receiver: elastiscope-page'),
      'am.yml:2: this route uses elastiscope-page',
    ],
    [
      'our receiver for alerts of others',
      merged.replace('  routes:\n', '  routes:\n    - matchers: [a="b"]\n      receiver: elastiscope-page\n'),
      'am.yml:4: this route uses elastiscope-page',
    ],
    [
      'our hours for alerts of others',
      merged.replace(
        '  routes:\n',
        '  routes:\n    - matchers: [a="b"]\n      active_time_intervals: [elastiscope-working-hours]\n'
      ),
      'am.yml:4: this route uses elastiscope-working-hours',
    ],
    [
      'an anchor in what is replaced',
      merged.replace('group_wait: 30s', 'group_wait: &w 31s'),
      'an anchor stands in what is to be replaced',
    ],
    ['e-mail without a server', MINIMAL, 'needs smtp_smarthost'],
  ])('%s is refused', (name, text, message) => {
    const receivers = name.startsWith('e-mail')
      ? shipped.receivers.map((receiver) => receiverFor(receiver.name, { emailTo: 'a@example.com' }))
      : bundle.receivers;
    expect(() => merge(text, { receivers })).toThrow(message);
  });

  it.each<[string, string]>([
    [
      'an exception for some of our alerts',
      '    - matchers: [bundle="elastiscope", namespace="lab"]\n      receiver: elastiscope-info\n',
    ],
    [
      'a copy of our alerts for a log',
      '    - matchers: [bundle="elastiscope"]\n      receiver: team\n      continue: true\n',
    ],
  ])('%s before our route is none', (_name, route) => {
    const text = merged.replace('  routes:\n', `  routes:\n${route}`);
    expect(merge(text)).toMatchObject({ text, changes: [] });
  });
});
