import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Mail, smtpServer } from './smtpServer';

/** What a chat, a pager, a mail server and a webhook were sent, in order. */
export interface Received {
  readonly slack: unknown[];
  readonly pagerduty: unknown[];
  readonly webhook: unknown[];
  readonly mails: Mail[];
}

/** Stand-ins for the four kinds of receivers, listening on the loopback interface. */
export interface Receivers {
  readonly received: Received;
  /** Base address of the three that speak HTTP; the kind is the path. */
  readonly http: string;
  /** Address of the mail server. */
  readonly smtp: string;
  stop(): Promise<void>;
}

/** Starts them on free ports. */
export async function startReceivers(): Promise<Receivers> {
  const received: Received = { slack: [], pagerduty: [], webhook: [], mails: [] };
  const http = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      switch (request.url) {
        case '/slack':
          received.slack.push(JSON.parse(body));
          response.end('ok');
          break;
        case '/pagerduty':
          received.pagerduty.push(JSON.parse(body));
          response.writeHead(202).end('{"status":"success"}');
          break;
        default:
          received.webhook.push(JSON.parse(body));
          response.end();
      }
    });
  });
  const mail = smtpServer((one) => received.mails.push(one));
  const [httpPort, mailPort] = await Promise.all([listen(http), listen(mail)]);
  return {
    received,
    http: `http://127.0.0.1:${httpPort}`,
    smtp: `127.0.0.1:${mailPort}`,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([http, mail].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

type Listener = Server | ReturnType<typeof smtpServer>;

function listen(server: Listener): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
