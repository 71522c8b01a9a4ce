/** A file with rules as it ships: path below `alerts/rules`, and text. */
export interface RuleText {
  readonly path: string;
  readonly text: string;
}

export interface ExportOptions {
  /** Namespace of Kubernetes; none leaves it to whoever applies the file. */
  readonly namespace?: string;
  /** Labels of each resource, for the ruleSelector of a Prometheus. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A file to load rules from, in the form that one program reads. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

export const FORMATS = { prometheusrule, mimir, vmalert } as const;

export type Format = keyof typeof FORMATS;

/** `sources/kube-state-metrics.yml` → `elastiscope-sources-kube-state-metrics`. */
function nameOf({ path }: RuleText): string {
  return `elastiscope-${path.replace(/\.yml$/, '').replaceAll('/', '-')}`;
}

/** A resource of the Prometheus operator (monitoring.coreos.com/v1), which takes the groups as they are. */
function prometheusrule(file: RuleText, { namespace, labels }: ExportOptions): ExportedFile {
  const name = nameOf(file);
  const own = { 'app.kubernetes.io/name': 'elastiscope', ...labels };
  const metadata = [
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    '  labels:',
    ...Object.entries(own).map(([label, value]) => `    ${label}: ${JSON.stringify(value)}`),
  ];
  const head = ['apiVersion: monitoring.coreos.com/v1', 'kind: PrometheusRule', 'metadata:', ...metadata, 'spec:'];
  return { name: `${name}.yaml`, text: `${head.join('\n')}\n${file.text.replace(/^(?=.)/gm, '  ')}` };
}

/** A file for `mimirtool rules load` and `sync`, each with a namespace of its own, so that they are told apart. */
function mimir(file: RuleText): ExportedFile {
  const name = nameOf(file);
  return { name: `${name}.yaml`, text: `namespace: ${name}\n${file.text}` };
}

/** A file for a vmalert that does not know keep_firing_for, which it would refuse (vmalert 1.79 does). */
function vmalert(file: RuleText): ExportedFile {
  const kept = file.text.match(KEEP_FIRING_FOR) ?? [];
  const note =
    kept.length === 0
      ? ''
      : `# Left out for an older vmalert: ${kept.length} × keep_firing_for. These alerts end at once where others are kept for a while.\n`;
  return { name: `${nameOf(file)}.yml`, text: note + file.text.replaceAll(KEEP_FIRING_FOR, '') };
}

const KEEP_FIRING_FOR = /^ +keep_firing_for: .*\n/gm;
