import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadConfig } from '../../src/exporter/config';
import { FIELD_NAMES, FIELDS } from '../../src/exporter/configFields';
import { exporterVersion } from '../../src/exporter/version';
import { WORKLOAD_LABELS } from '../../src/vocabulary';

const PROJECT = join(__dirname, '../..');

/** Of the manifests, only the fields that the tests read are described. */
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: number | string };
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly ports: ReadonlyArray<{ readonly name: string; readonly containerPort: number }>;
  readonly env: ReadonlyArray<{ readonly name: string; readonly value?: string }>;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly resources: object;
  readonly securityContext: object;
}

interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly initContainers: readonly [Container];
  readonly containers: readonly [Container];
}

interface Deployment {
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly template: { readonly metadata: { readonly labels: object }; readonly spec: PodSpec };
  };
}

interface Service {
  readonly spec: { readonly selector: object; readonly ports: ReadonlyArray<{ readonly targetPort: number }> };
}

interface PodMonitor {
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly podMetricsEndpoints: ReadonlyArray<{
      readonly port: string;
      readonly path: string;
      readonly relabelings: ReadonlyArray<{ readonly targetLabel: string }>;
    }>;
  };
}

const documents = parseAllDocuments(readFileSync(join(PROJECT, 'provisioning/kubernetes/sidecar.yaml'), 'utf8'));
const manifest = (kind: string) => documents.find((document) => document.get('kind') === kind)?.toJS();
const deployment: Deployment = manifest('Deployment');
const service: Service = manifest('Service');
const podMonitor: PodMonitor = manifest('PodMonitor');
const pod = deployment.spec.template.spec;
const [sidecar] = pod.initContainers;
const [backend] = pod.containers;

/** The environment as the kubelet would set it. */
const env = Object.fromEntries(sidecar.env.map(({ name, value = 'from-the-pod' }) => [name, value]));
const config = loadConfig(env);

const portOf = ({ ports }: Container, port: number | string) =>
  typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.containerPort;

describe('provisioning/kubernetes/sidecar.yaml', () => {
  it('is YAML without mistakes', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });

  it('sets only what the exporter knows', () => {
    const known: readonly string[] = [...FIELD_NAMES.map((name) => FIELDS[name].env), 'POD_NAME'];
    expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([]);
    expect(config.identity).toBe('from-the-pod');
  });

  it('gives a drain exactly the time that the kubelet gives the pod', () => {
    expect(config.gracePeriodSeconds).toBe(pod.terminationGracePeriodSeconds);
  });

  it('leads clients to the sidecar, and the sidecar to the backend', () => {
    expect(service.spec.ports.map(({ targetPort }) => targetPort)).toEqual([config.inboundListen?.port]);
    expect(Number(config.backendUrl.port)).toBe(portOf(backend, 'backend'));
    expect(portOf(sidecar, 'http')).toBe(config.inboundListen?.port);
    const baseUrl = backend.env.find(({ name }) => name === 'OPENAI_COMPATIBLE_BASE_URL')?.value;
    expect(baseUrl).toBe(`http://127.0.0.1:${config.gatewayListen?.port}/${config.providers[0]?.name}/v1`);
  });

  it('selects its own pods', () => {
    const { labels } = deployment.spec.template.metadata;
    expect(labels).toMatchObject(deployment.spec.selector.matchLabels);
    expect(labels).toMatchObject(service.spec.selector);
    expect(labels).toMatchObject(podMonitor.spec.selector.matchLabels);
  });

  it('is a native sidecar that the backend need not wait for', () => {
    expect(sidecar.restartPolicy).toBe('Always');
    expect(sidecar.startupProbe).toBeUndefined();
  });

  it.each([
    ['readiness', () => sidecar.readinessProbe, '/readyz'],
    ['liveness', () => sidecar.livenessProbe, '/livez'],
  ])('asks the admin listener for %s', (_, probe, path) => {
    const { httpGet } = probe() ?? {};
    expect(httpGet?.path).toBe(path);
    expect(portOf(sidecar, httpGet?.port ?? 0)).toBe(config.adminListen?.port);
  });

  it('drains from inside the pod, for as long as the grace period allows', () => {
    const command = backend.lifecycle?.preStop.exec.command.join(' ');
    expect(command).toContain(`http://127.0.0.1:${config.adminListen?.port}/wait-for-drain`);
    expect(command).toContain(`timeout=${deployment.spec.template.spec.terminationGracePeriodSeconds}`);
  });

  it('scrapes the port of the admin listener, under the labels that the rules need', () => {
    const [endpoint, ...others] = podMonitor.spec.podMetricsEndpoints;
    expect(others).toEqual([]);
    expect(portOf(sidecar, endpoint?.port ?? '')).toBe(config.adminListen?.port);
    expect(endpoint?.path).toBe('/metrics');
    expect(endpoint?.relabelings.map(({ targetLabel }) => targetLabel)).toEqual([...WORKLOAD_LABELS, 'instance']);
  });

  it('has the port name that the Prometheus example looks for', () => {
    const prometheus = readFileSync(join(PROJECT, 'provisioning/prometheus/prometheus.yml'), 'utf8');
    const name = /__meta_kubernetes_pod_container_port_name\]\s+regex: (\S+)/.exec(prometheus)?.[1];
    expect(portOf(sidecar, name ?? '')).toBe(config.adminListen?.port);
  });

  it('gives the sidecar what it needs and no rights', () => {
    expect(sidecar.resources).toEqual({ requests: { cpu: '25m', memory: '64Mi' }, limits: { memory: '192Mi' } });
    expect(sidecar.securityContext).toEqual({
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(sidecar.image).toBe(`elastiscope-exporter:${exporterVersion()}`);
  });
});

describe('the image of the exporter', () => {
  const dockerfile = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');
  const stage = /^FROM \S+ AS exporter\n([\s\S]*?)\n\n/m.exec(dockerfile)?.[1] ?? '';

  it('runs as a user whose number is known, so that the kubelet can tell that it is not root', () => {
    const [, user = '0'] = /^USER (\d+):\d+$/m.exec(stage) ?? [];
    expect(Number(user)).toBeGreaterThan(0);
  });

  it('exposes the listeners that others reach, and not the gateway', () => {
    const { inboundListen, adminListen } = config;
    expect(/^EXPOSE (.+)$/m.exec(stage)?.[1]).toBe(`${inboundListen?.port} ${adminListen?.port}`);
  });

  it('is healthy while the admin listener says so, wherever that listens', () => {
    expect(stage).toContain('HEALTHCHECK');
    expect(stage).toContain('${ELASTISCOPE_ADMIN_LISTEN');
    expect(stage).toContain('/livez');
  });
});
