/** A source of chance that gives the same for the same seed: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Someone's Alertmanager configuration: valid, and laid out as people do, by chance. */
export function userFile(seed: number): string {
  const next = chance(seed);
  const oneOf = <Value>(...values: readonly Value[]): Value => values[Math.floor(next() * values.length)] as Value;
  const maybe = (text: string, probability = 0.4) => (next() < probability ? text : '');
  /** How far lists and mappings are set in, for the whole file. */
  const step = oneOf('  ', '    ');
  const dash = oneOf('', step);
  const comment = (indent: string) => maybe(`${indent}# ${oneOf('keep: me', '- not an item', "it's", 'TODO [x]')}\n`);
  const tail = () => maybe(oneOf(' # why', '   #', '\t# tab'), 0.3);
  const quoted = (text: string) => oneOf(text, `'${text}'`, `"${text}"`);
  const blank = () => maybe(oneOf('\n', '\n\n'), 0.5);

  const matchers = (indent: string) =>
    oneOf(
      `${indent}match: { team: db }${tail()}\n`,
      `${indent}match_re:\n${indent}${step}service: ^(a|b)$${tail()}\n`,
      `${indent}matchers:\n${comment(indent)}${indent}${dash}- team="db"${tail()}\n`,
      `${indent}matchers: ['team="db"', severity=~"page|ticket"]${tail()}\n`
    );
  const child = (indent: string) => {
    const inner = `${indent}  `;
    return `${comment(indent)}${indent}- receiver: ${quoted('team')}${tail()}\n${matchers(inner)}${maybe(`${inner}continue: true\n`)}`;
  };
  const children = () =>
    oneOf(
      '',
      `${step}routes:${tail()}\n${child(step + dash)}${maybe(child(step + dash))}${maybe(child(step + dash))}`,
      `${step}routes: []${tail()}\n`,
      `${step}routes:${tail()}\n`
    );
  const settings = () =>
    `${step}receiver: ${quoted('team')}${tail()}\n` +
    oneOf('', `${step}group_by: ['alertname', cluster]${tail()}\n`, `${step}group_by:\n${step}${dash}- '...'\n`) +
    comment(step) +
    maybe(`${step}repeat_interval: 3h${tail()}\n`);
  const route = () => {
    const parts = [settings(), children()];
    return `route:${tail()}\n${comment(step)}${(next() < 0.5 ? parts : parts.reverse()).join('')}`;
  };
  const channel = (indent: string) =>
    oneOf(
      `${indent}webhook_configs:\n${indent}${dash}- url: "http://team.example.com/#x"${tail()}\n${comment(indent)}`,
      `${indent}webhook_configs: [{ url: 'http://a.example.com/' }]${tail()}\n`,
      `${indent}slack_configs:\n${indent}${dash}- api_url: http://slack.example.com/x\n${indent}${dash}  text: ${oneOf('|', '>', '|-', '|+')}\n${indent}${dash}    A text: - with\n\n${indent}${dash}    # no comment\n${blank()}`,
      `${indent}pushover_configs:\n${indent}${dash}- { user_key: k, token: t,\n${indent}${dash}    message: "two\n${indent}${dash}    lines" }\n`
    );
  const receivers = () => {
    const receiver = (name: string) =>
      `${comment(dash)}${dash}- name: ${quoted(name)}${tail()}\n${maybe(channel(`${dash}  `), 0.7)}`;
    return `receivers:${tail()}\n${receiver('team')}${maybe(receiver('other'))}${maybe(receiver('third'))}`;
  };
  const inhibitRules = () =>
    oneOf(
      `inhibit_rules: []${tail()}\n`,
      `inhibit_rules:${tail()}\n`,
      `inhibit_rules:\n${comment(dash)}${dash}- source_match: { severity: page }\n${dash}  target_match:\n${dash}  ${step}severity: info\n${dash}  equal: [alertname]${tail()}\n${comment(dash)}`,
      `inhibit_rules:\n${dash}- source_matchers: [bundle="elastiscope", alertname="A"]\n${dash}  target_matchers: [bundle="elastiscope", alertname="B"]\n`
    );
  const templates = () =>
    oneOf(
      `templates:\n${dash}- '/etc/alertmanager/*.tmpl'${tail()}\n`,
      `templates: ['/etc/a/*.tmpl', "b.tmpl"]${tail()}\n`,
      `templates: []\n`,
      `templates:\n${dash}- ${quoted('elastisc*.tmpl')}\n`
    );
  const timeIntervals = () =>
    `time_intervals:\n${dash}- name: nights${tail()}\n${dash}  time_intervals:\n${dash}  ${dash}- times:\n${dash}  ${dash}  ${dash}- start_time: '20:00'\n${dash}  ${dash}  ${dash}  end_time: 24:00\n`;
  const global = () => `global:${tail()}\n${step}resolve_timeout: 5m${tail()}\n${comment(step)}`;

  const sections = [
    route(),
    receivers(),
    maybe(inhibitRules(), 0.6),
    maybe(templates(), 0.6),
    maybe(timeIntervals()),
    maybe(global(), 0.6),
  ]
    .filter((section) => section !== '')
    .map((section) => ({ section, order: next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ section }) => blank() + comment('') + section);
  const text = maybe('---\n', 0.2) + sections.join('') + maybe(`\n# vim: ts=2\n`, 0.2) + maybe('...\n', 0.1);
  const inTextBlock = /# no comment\s*$/.test(text);
  const ended = next() < 0.2 && !inTextBlock ? text.replace(/\n+$/, '') : text;
  return maybe('\uFEFF', 0.1) + (next() < 0.2 ? ended.replaceAll('\n', '\r\n') : ended);
}
