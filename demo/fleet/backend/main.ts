/** One stand-in backend: refuses connections while it boots, then behaves as the original its profile names. */
import type { Server } from 'node:http';
import { close, httpServer, listen, type Handler } from '../net/http';
import { pause } from '../net/wait';
import { chatchat } from './chatchat';
import { Desk } from './desk';
import { Elector } from './elector';
import { kotaemon } from './kotaemon';
import { langflow } from './langflow';
import { leaseClient } from './leaseClient';
import { SETTINGS_VARIABLE, type BackendSettings } from './settings';

/** LangFlow's parent process waits this long for its workers before it kills them. */
const LANGFLOW_STOP_SECONDS = 15;

function handlerOf({ profile, instance, loadSeconds }: BackendSettings, desk: Desk): Handler {
  const loadedAt = performance.now() + loadSeconds * 1000;
  switch (profile) {
    case 'langflow':
      return langflow(desk);
    case 'kotaemon':
      return kotaemon(desk, instance);
    case 'chatchat':
      return chatchat(desk, () => performance.now() >= loadedAt);
  }
}

/** Only LangFlow ends gently; at Kotaemon and Chatchat SIGTERM breaks off whatever is being answered. */
function stopGently(server: Server, desk: Desk, elector: Elector | undefined): void {
  process.once('SIGTERM', async () => {
    await elector?.release();
    const deadline = performance.now() + LANGFLOW_STOP_SECONDS * 1000;
    server.closeIdleConnections();
    while (desk.load > 0 && performance.now() < deadline) {
      await pause(0.05);
    }
    await close(server);
    process.exit(0);
  });
}

async function main(): Promise<void> {
  const settings: BackendSettings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}');
  await pause(settings.bootSeconds);
  const desk = new Desk(settings);
  const server = httpServer(handlerOf(settings, desk));
  await listen(server, settings.host, settings.port);
  const elector = settings.election && new Elector(leaseClient(settings.election), settings.instance);
  if (settings.profile === 'langflow') {
    stopGently(server, desk, elector);
  }
  // A leader that could not renew in time must not go on as if it were one.
  elector?.run().then(() => process.exit(1));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
