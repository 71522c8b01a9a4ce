import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from '../../setup/paths';
import { provision } from './grafana';

const SHIPPED = join(PROJECT, 'provisioning/grafana');

async function read(folder: string, path: string) {
  return parse(await readFile(join(folder, path), 'utf8'));
}

describe('what Grafana is provisioned with', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'elastiscope-provisioning-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // Grafana takes a variable that is not set for nothing: the dashboards would be those of its working directory.
  it('needs no variable as it ships (provisioning-without-env)', async () => {
    const { datasources } = await read(SHIPPED, 'datasources/prometheus.yaml');
    const { providers } = await read(SHIPPED, 'dashboards/elastiscope.yaml');
    expect(datasources[0].url).toBe('http://localhost:9090');
    expect(providers[0].options.path).toBe('/etc/elastiscope/dashboards');
  });

  it('has the addresses of this machine in the demo, and nothing else is another', async () => {
    await provision(folder, 'http://127.0.0.1:19190');
    const { datasources } = await read(folder, 'datasources/prometheus.yaml');
    const { providers } = await read(folder, 'dashboards/elastiscope.yaml');
    const shipped = await read(SHIPPED, 'datasources/prometheus.yaml');
    expect(datasources).toEqual([{ ...shipped.datasources[0], url: 'http://127.0.0.1:19190' }]);
    expect(providers[0].options.path).toBe(join(PROJECT, 'dashboards'));
    expect(await read(folder, 'plugins/elastiscope.yaml')).toEqual(await read(SHIPPED, 'plugins/elastiscope.yaml'));
  });

  it('asks the Prometheus of Compose there, and is the same otherwise', async () => {
    const compose = await read(join(PROJECT, 'provisioning/compose'), 'datasources/prometheus.yaml');
    const shipped = await read(SHIPPED, 'datasources/prometheus.yaml');
    expect(compose.datasources).toEqual([{ ...shipped.datasources[0], url: 'http://prometheus:9090' }]);
  });
});
