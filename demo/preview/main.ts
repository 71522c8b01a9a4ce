import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from '../../setup/paths';
import { buildHost, CURRENT_SET } from './build';
import { createPreviewServer } from './server';

const HELP = `The preview page: the built plugin in a plain page, without a Grafana.

  node --import tsx demo/preview/main.ts --prometheus http://127.0.0.1:9090 [--listen 127.0.0.1:3030]

  --prometheus URL   the Prometheus that panels and pages read
  --listen ADDRESS   address and port of the page (port 0: any free one)
  --dist FOLDER      the built plugin (default: dist)
  --dashboards FOLDER  the generated dashboards (default: dashboards)
`;

function parseListen(text: string): { host: string; port: number } {
  const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? [];
  if (host === undefined || port === undefined) {
    throw new Error(`--listen ${text}: write address and port, such as 127.0.0.1:3030`);
  }
  return { host, port: Number(port) };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      prometheus: { type: 'string' },
      listen: { type: 'string', default: '127.0.0.1:3030' },
      dist: { type: 'string', default: join(PROJECT, 'dist') },
      dashboards: { type: 'string', default: join(PROJECT, 'dashboards') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.prometheus === undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { host, port } = parseListen(values.listen);
  const server = createPreviewServer({
    prometheus: new URL(values.prometheus),
    dist: values.dist,
    dashboards: values.dashboards,
    host: await buildHost(CURRENT_SET),
    set: CURRENT_SET,
  });
  server.on('error', (error) => {
    console.error(`The preview page cannot listen on ${values.listen}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(port, host, () => {
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    console.log(`Preview page (not Grafana): http://${host}:${bound}`);
  });
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
