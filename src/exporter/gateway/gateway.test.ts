/** @jest-environment node */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { SIDECAR } from '../../vocabulary';
import { createServer } from '../http/listener';
import { InFlight } from '../lifecycle/inFlight';
import { type CaptureStage, Metrics } from '../metrics';
import { gatewayHandlers, type GatewayParts } from './gateway';
import { Headroom } from './limits/headroom';
import { HourlyCosts } from './pricing/hourlyCosts';
import { Ledger } from './ledger';
import { loadPrices } from './pricing/priceTable';

const CONTENT = 'data: {"model":"m","choices":[{"delta":{"content":"Grüße"}}]}\n\n';
const EXTRA = 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\n\n';
const QUESTION = '{"model":"m","stream":true}';
const ASKED = '{"stream_options":{"include_usage":true},"model":"m","stream":true}';

const servers: http.Server[] = [];

async function listen(server: http.Server): Promise<URL> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new URL(`http://127.0.0.1:${port}`);
}

afterEach(() => {
  servers.splice(0).forEach((server) => {
    server.close();
    server.closeAllConnections();
  });
});

function fail(): never {
  throw new Error('a fault in measuring');
}

/** Metrics of which every one but that of the faults fails. */
class BrokenMetrics extends Metrics {
  override inc: Metrics['inc'] = (definition, labels, by) => {
    if (definition.name !== SIDECAR.captureErrors.name) {
      fail();
    }
    super.inc(definition, labels, by);
  };
  override observe: Metrics['observe'] = fail;
}

type Break = (parts: GatewayParts) => GatewayParts;

describe('a fault in measuring changes no byte', () => {
  it.each<[string, Break, CaptureStage]>([
    ['the team cannot be found', (parts) => ({ ...parts, teamOf: fail }), 'request_head'],
    [
      'the ledger does not begin',
      (parts) => ({ ...parts, ledger: Object.assign(Object.create(parts.ledger), { begin: fail }) }),
      'request_head',
    ],
    [
      'the ledger does not end',
      (parts) => ({ ...parts, ledger: Object.assign(Object.create(parts.ledger), { begin: () => fail }) }),
      'record',
    ],
    [
      'the ledger does not record',
      (parts) => ({ ...parts, ledger: Object.assign(Object.create(parts.ledger), { record: fail }) }),
      'record',
    ],
    [
      'the limits cannot be read',
      (parts) => ({ ...parts, headroom: Object.assign(Object.create(parts.headroom), { report: fail }) }),
      'answer_head',
    ],
    ['no metric works', (parts) => parts, 'record'],
  ])('when %s', async (name, broken, stage) => {
    const received: string[] = [];
    const provider = await listen(
      http.createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          received.push(body);
          response.writeHead(200, { 'Content-Type': 'text/event-stream' });
          response.write(CONTENT);
          response.end(EXTRA);
        });
      })
    );
    const working = new Metrics();
    const metrics = name === 'no metric works' ? new BrokenMetrics() : working;
    const parts: GatewayParts = {
      providers: [{ name: 'openai', pricedAs: ['openai'], url: provider }],
      injectUsage: true,
      estimateUsage: true,
      teamOf: () => 'red',
      ledger: new Ledger(metrics, () => loadPrices(undefined), new HourlyCosts(new Map())),
      headroom: new Headroom(metrics),
      inFlight: new InFlight(),
      metrics,
    };
    const gateway = await listen(createServer(gatewayHandlers(broken(parts))));
    for (let round = 0; round < 3; round++) {
      const answer = await fetch(new URL('/openai/v1/chat/completions', gateway), {
        method: 'POST',
        body: QUESTION,
        headers: { 'Content-Type': 'application/json' },
      });
      expect([answer.status, await answer.text()]).toEqual([200, CONTENT]);
    }
    expect(received).toEqual([ASKED, ASKED, ASKED]);
    expect(parts.inFlight.count).toBe(0);
    expect(await metrics.scrape()).toMatch(new RegExp(`elastiscope_capture_errors_total\\{stage="${stage}"\\} [1-9]`));
  });
});
