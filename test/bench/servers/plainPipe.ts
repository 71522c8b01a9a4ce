// The least a proxy can do in Node: two pipes, headers as they came. TARGET is its backend.
import http from 'node:http';
import { announce } from './announce';

const target = new URL(process.env.TARGET ?? '');
const agent = new http.Agent({ keepAlive: true, noDelay: true, maxFreeSockets: 256 });

announce((request, response) => {
  const { method, url: path, rawHeaders } = request;
  const upstream = http.request({
    host: target.hostname,
    port: target.port,
    agent,
    method,
    path,
    headers: [...rawHeaders],
    setHost: false,
  });
  upstream.once('response', (answer) => {
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
    answer.pipe(response);
  });
  upstream.once('error', () => response.destroy());
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
});
