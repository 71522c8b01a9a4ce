// http-proxy-3 as its documentation recommends it for speed: an agent that keeps connections. TARGET is its backend.
import http from 'node:http';
import { createProxyServer } from 'http-proxy-3';
import { announce } from './announce';

const agent = new http.Agent({ keepAlive: true, noDelay: true, maxFreeSockets: 256 });
const proxy = createProxyServer({ target: process.env.TARGET, agent, xfwd: true });
proxy.on('error', (_error, _request, response) => response.destroy());

announce((request, response) => proxy.web(request, response));
