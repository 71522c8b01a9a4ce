import type { AutoscalerPolicy } from '../replay';
import { parseManifest } from './document';
import { Field, quoted, required } from './field';
import { readHpaSpec } from './hpaManifest';
import { readScaledObject } from './scaledObjectManifest';

/** An autoscaler as its manifest describes it. */
export interface Manifest {
  readonly name: string;
  /** As the manifest says; `undefined` where it leaves it to `kubectl`. */
  readonly namespace: string | undefined;
  readonly autoscaler: AutoscalerPolicy;
}

const KINDS: Readonly<Record<string, { readonly apiVersion: string; readonly hint: string }>> = {
  HorizontalPodAutoscaler: {
    apiVersion: 'autoscaling/v2',
    hint: 'get it with "kubectl get hpa.v2.autoscaling NAME -o yaml"',
  },
  ScaledObject: { apiVersion: 'keda.sh/v1alpha1', hint: 'KEDA 2 is needed' },
};

/**
 * Reads the manifest of a HorizontalPodAutoscaler (autoscaling/v2) or of a ScaledObject (keda.sh/v1alpha1), as it is pasted:
 * YAML or JSON, one document. Its `status` is ignored.
 *
 * @throws ManifestError for whatever the API would not take or the replay cannot follow, with line and field
 */
export function readManifest(text: string): Manifest {
  const { root, lines } = parseManifest(text);
  const whole = new Field(root, '', lines, 0);
  const fields = whole.fields();
  const kindField = required(fields, 'kind', whole);
  const kind = kindField.scalar();
  const known = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : failKind(kindField, kind);
  const apiVersion = required(fields, 'apiVersion', whole);
  if (apiVersion.scalar() !== known.apiVersion) {
    apiVersion.fail(`${quoted(apiVersion.scalar())} has to be ${known.apiVersion}; ${known.hint}.`);
  }
  whole.fields(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const metadata = required(fields, 'metadata', whole).fields();
  const spec = required(fields, 'spec', whole);
  return {
    name: required(metadata, 'name', whole).text(),
    namespace: metadata.get('namespace')?.text(),
    autoscaler:
      kind === 'ScaledObject'
        ? { kind: 'keda', policy: readScaledObject(spec, metadata.get('annotations')) }
        : { kind: 'hpa', policy: readHpaSpec(spec) },
  };
}

function failKind(field: Field, kind: unknown): never {
  const needed = Object.entries(KINDS).map(([name, { apiVersion }]) => `${name} (${apiVersion})`);
  return field.fail(`${quoted(kind)} cannot be replayed; it has to be a ${needed.join(' or a ')}.`);
}
