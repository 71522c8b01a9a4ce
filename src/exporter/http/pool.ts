import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { IdleLimit } from './idleLimit';

const MAX_IDLE_CONNECTIONS = 256;
/** A connection that was used just now is not being closed for having been idle. */
const SURELY_ALIVE_MS = 100;
/** All connections lead to the same place: no need to work out a name for each request. */
const NAME = 'it';

/** Kept-alive connections to one server: none is used again that has been idle for longer than the limit. */
export class Pool {
  readonly agent: http.Agent;
  /** Since when each connection has been idle, in the order in which they became so. */
  private readonly idle = new Map<Duplex, number>();
  private readonly watched = new WeakSet<Duplex>();

  constructor(
    secure: boolean,
    private readonly limit: IdleLimit
  ) {
    const options = { keepAlive: true, noDelay: true, maxFreeSockets: MAX_IDLE_CONNECTIONS };
    this.agent = secure ? new https.Agent(options) : new http.Agent(options);
    this.agent.getName = () => NAME;
    this.watchReuse(this.agent);
  }

  /**
   * Resolves when the closings that have arrived are known; `undefined` when there is nothing to wait for. Two turns of the
   * event loop: the second reads what came while the first was under way.
   */
  settled(): Promise<void> | undefined {
    if (this.idle.size === 0) {
      return undefined;
    }
    const now = performance.now();
    this.endOld(now);
    const newest = this.agent.freeSockets[NAME]?.at(-1);
    const since = newest && this.idle.get(newest);
    if (since === undefined || now - since < SURELY_ALIVE_MS) {
      return undefined;
    }
    return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  }

  /** Ends the connections on which nothing goes on. */
  endIdle(): void {
    [...this.idle.keys()].forEach((socket) => this.end(socket));
  }

  /** The methods by which an agent lets others follow what it keeps (https://nodejs.org/api/http.html#agentkeepsocketalivesocket). */
  private watchReuse(agent: http.Agent): void {
    const keep: (socket: Duplex) => unknown = agent.keepSocketAlive.bind(agent);
    agent.keepSocketAlive = (socket: Duplex) => keep(socket) !== false && this.keep(socket as Socket);
    const reuse = agent.reuseSocket.bind(agent);
    agent.reuseSocket = (socket, request) => {
      this.idle.delete(socket);
      reuse(socket, request);
    };
  }

  private keep(socket: Socket): boolean {
    const now = performance.now();
    const limitMs = this.limit.at(now);
    if (limitMs <= 0) {
      return false;
    }
    this.watch(socket);
    this.idle.set(socket, now);
    // The agent ends a connection whose time is up, if it is free then.
    socket.setTimeout(Math.ceil(limitMs));
    return true;
  }

  /** Once for all its life: listeners for each request would cost more than the rest. */
  private watch(socket: Socket): void {
    if (this.watched.has(socket)) {
      return;
    }
    this.watched.add(socket);
    socket.on('end', () => {
      const since = this.idle.get(socket);
      if (since !== undefined) {
        const now = performance.now();
        this.limit.closedAfter(now - since, now);
        this.end(socket);
      }
    });
    socket.once('close', () => this.idle.delete(socket));
  }

  /** Timers come late when the process was busy. */
  private endOld(now: number): void {
    const limitMs = this.limit.at(now);
    for (const [socket, since] of this.idle) {
      if (now - since < limitMs) {
        return;
      }
      this.end(socket);
    }
  }

  /** Also takes it from the agent, which would learn of it a moment later. */
  private end(socket: Duplex): void {
    this.idle.delete(socket);
    const free = this.agent.freeSockets[NAME];
    const index = free?.indexOf(socket as Socket) ?? -1;
    if (index !== -1) {
      free?.splice(index, 1);
    }
    socket.destroy();
  }
}
