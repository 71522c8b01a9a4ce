// A backend that answers every request with the same small JSON document.
import { announce } from './announce';

const BODY = Buffer.from(JSON.stringify({ status: 'ok', items: [1, 2, 3], text: 'x'.repeat(100) }));

announce((request, response) => {
  request.resume();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': BODY.length });
  response.end(BODY);
});
