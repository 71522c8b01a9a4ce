/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askRole, readRole } from './roleProbe';

describe('readRole', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elastiscope-role-'));
    path = join(folder, 'role');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['MASTER', 'leader'],
    ['MASTER\n', 'leader'],
    ['\n  master 100\n', 'leader'],
    ['\ufeffPrimary\r\n', 'leader'],
    ['LEADER', 'leader'],
    ['active', 'leader'],
    ['BACKUP', 'standby'],
    ['standby since 12:00, was MASTER', 'standby'],
    ['SECONDARY', 'standby'],
    ['replica', 'standby'],
    ['passive', 'standby'],
    ['slave', 'standby'],
  ])('reads %j as %s', async (text, role) => {
    writeFileSync(path, text);
    expect(await readRole(path)).toEqual({ role });
  });

  it.each([
    ['FAULT', 'says "FAULT", which is no role; write MASTER or BACKUP'],
    ['STOP', 'says "STOP"'],
    ['MASTERY', 'says "MASTERY"'],
    ['NOT MASTER', 'says "NOT"'],
    ['', 'is empty'],
    [' \n\t\n', 'is empty'],
    [Buffer.from([0, 1, 2, 0xff, 0xfe, 0x80]), 'which is no role'],
    ['M'.repeat(1_000_000), 'says "' + 'M'.repeat(40) + '"'],
  ])('knows no role when it holds %.20j, and says so', async (content, problem) => {
    writeFileSync(path, content);
    const look = await readRole(path);
    expect(look.role).toBe('unknown');
    expect(look.problem).toContain(path);
    expect(look.problem).toContain(problem);
    expect(look.problem?.length).toBeLessThan(250);
  });

  it('reads only the beginning of a file of any size', async () => {
    writeFileSync(path, 'MASTER\n');
    truncateSync(path, 8 * 1024 ** 3);
    expect(await readRole(path)).toEqual({ role: 'leader' });
  });

  it.each([
    ['a file that is not there', (): void => undefined, 'ENOENT'],
    ['a folder', () => mkdirSync(path), 'EISDIR'],
  ])('says what is wrong with %s', async (_, make, problem) => {
    make();
    expect(await readRole(path)).toEqual({ role: 'unknown', problem: expect.stringContaining(problem) });
  });

  it('is not held up by a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [path]);
    expect(await readRole(path)).toEqual({ role: 'unknown', problem: expect.stringContaining('is empty') });
  });
});

describe('askRole', () => {
  let server: http.Server;
  let url: URL;
  let answer: http.RequestListener;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/leader`);
  });

  async function end(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  afterEach(end);

  it.each([
    [200, 'leader'],
    [503, 'standby'],
    [404, 'standby'],
    [500, 'standby'],
    [204, 'standby'],
  ])('takes %i for the %s', async (status, role) => {
    answer = (_, response) => response.writeHead(status).end();
    expect(await askRole(url)).toEqual({ role });
    expect(asked).toEqual(['GET /leader']);
  });

  it('follows no redirect: what it leads to may be the leader, this instance is not', async () => {
    answer = (request, response) =>
      request.url === '/leader' ? response.writeHead(307, { Location: '/other' }).end() : response.end();
    expect(await askRole(url)).toEqual({ role: 'standby' });
    expect(asked).toEqual(['GET /leader']);
  });

  it('needs only the status of an answer that never ends', async () => {
    answer = (_, response) => void response.writeHead(200).write('x'.repeat(100_000));
    expect(await askRole(url)).toEqual({ role: 'leader' });
  });

  it.each<[string, http.RequestListener, string]>([
    ['hangs', () => undefined, 'no answer within 0.9 s'],
    ['resets the connection', (request) => request.socket.resetAndDestroy(), 'ECONNRESET'],
    ['speaks no HTTP', (request) => request.socket.end('MASTER\r\n\r\n'), 'Parse Error'],
  ])('knows no role when it %s', async (_, how, problem) => {
    answer = how;
    const look = await askRole(url);
    expect(look.role).toBe('unknown');
    expect(look.problem).toContain(`${url.href}: `);
    expect(look.problem).toContain(problem);
  });

  it('knows no role when nobody listens', async () => {
    await end();
    expect(await askRole(url)).toEqual({ role: 'unknown', problem: expect.stringContaining('ECONNREFUSED') });
  });
});
