/** @jest-environment node */
import http from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { createServer, listen, stopListening } from './listener';

/** Writes small parts until the slow client has taken all it can and some are left, then ends the answer. */
async function answerBeyondTheBuffers(response: http.ServerResponse, socket: Socket): Promise<number> {
  const part = Buffer.alloc(1024, 'x');
  let bytes = 0;
  while (socket.writableLength === 0) {
    response.write(part);
    bytes += part.length;
    await turn();
  }
  response.end();
  return bytes;
}

it('a slow client gets all of an answer that was written when the server stopped to listen', async () => {
  let written: (bytes: number) => void = () => undefined;
  const sent = new Promise<number>((resolve) => (written = resolve));
  const server = createServer({
    request: (request, response) => void answerBeyondTheBuffers(response, request.socket).then(written),
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0 }, 'TEST');
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, agent: false }, resolve).once('error', reject);
  });
  const bytes = await sent;
  stopListening(server);
  let got = 0;
  for await (const part of answer) {
    got += part.length;
  }
  expect(got).toBe(bytes);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  server.closeAllConnections();
});
