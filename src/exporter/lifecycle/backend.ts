import type { Log } from '../log';
import { accepts, type Finding, probe } from './probe';
import type { Check } from './profiles';
import {
  answeredForReal,
  type BackendStatus,
  foundReady,
  modelLoaded,
  type Observation,
  observe,
  startingAt,
} from './startup';

/** The loss of a backend is known within this time. */
const CONNECT_INTERVAL_MS = 250;
const PROBE_INTERVAL_STARTING_MS = 1000;
const PROBE_INTERVAL_READY_MS = 5000;

type Listener = (status: BackendStatus, before: BackendStatus) => void;

/** Watches the backend: connections all the time, answers now and then. */
export class Backend {
  private current: BackendStatus;
  private readonly listeners: Listener[] = [];
  private readonly waiting = new Set<() => void>();
  private connectTimer: NodeJS.Timeout | undefined;
  private probeTimer: NodeJS.Timeout | undefined;
  private checking = false;
  private probing = false;
  private stopped = false;
  private warnedOfPath = false;
  private identity: string | undefined;
  /** Whose path this backend knows; the next process may be of another version. */
  private knownCheck: Check | undefined;

  constructor(
    private readonly url: URL,
    private readonly checks: readonly Check[],
    private readonly log: Log,
    startedAt: number
  ) {
    this.current = startingAt(startedAt);
  }

  get status(): BackendStatus {
    return this.current;
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Resolves after the first look, so that a backend that is up already is known as such. */
  async start(): Promise<void> {
    if ((await accepts(this.url)) && (await this.ask()).verdict === 'ready') {
      this.update(foundReady(now()));
    }
    void this.checkConnection();
    void this.checkAnswer();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.connectTimer);
    clearTimeout(this.probeTimer);
  }

  /** Resolves when the backend is not starting any more, when time is up or when the signal says so. */
  whenStarted(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      signal.addEventListener('abort', done);
      this.waiting.add(done);
    });
  }

  /** Looks at once, because a request could not be passed on. */
  suspect(): void {
    void this.checkConnection();
  }

  /** The backend says that it has loaded a model. */
  modelLoaded(seconds: number): void {
    this.update(modelLoaded(this.current, seconds, now()));
  }

  /** The backend has answered a request of a client, which came `seconds` ago, with this status. */
  answered(status: number, seconds: number): void {
    if (status >= 200 && status < 400) {
      const at = now();
      this.update(answeredForReal(this.current, at - seconds, at));
    }
  }

  private async checkConnection(): Promise<void> {
    if (this.checking || this.stopped) {
      return;
    }
    this.checking = true;
    clearTimeout(this.connectTimer);
    const accepted = await accepts(this.url);
    const firstAccepted = accepted && this.current.acceptedAt === undefined && this.current.state !== 'ready';
    this.see(accepted ? 'accepted' : 'refused');
    this.checking = false;
    if (!this.stopped) {
      this.connectTimer = setTimeout(() => void this.checkConnection(), CONNECT_INTERVAL_MS);
    }
    if (firstAccepted) {
      void this.checkAnswer();
    }
  }

  private async checkAnswer(): Promise<void> {
    if (this.probing || this.stopped) {
      return;
    }
    this.probing = true;
    clearTimeout(this.probeTimer);
    const { state, acceptedAt } = this.current;
    if (state !== 'stopped' && !(state === 'starting' && acceptedAt === undefined)) {
      const begun = this.current;
      const known = this.identity;
      const { verdict, identity } = await this.ask();
      // An answer that was on its way when the backend was lost says nothing about its next start.
      if (begun.startedAt === this.current.startedAt) {
        const restarted = known !== undefined && identity !== undefined && identity !== known;
        this.see(...(restarted ? (['restarted', verdict] as const) : [verdict]));
      }
    }
    this.probing = false;
    if (!this.stopped) {
      const interval = this.current.state === 'ready' ? PROBE_INTERVAL_READY_MS : PROBE_INTERVAL_STARTING_MS;
      this.probeTimer = setTimeout(() => void this.checkAnswer(), interval);
    }
  }

  private async ask(): Promise<Finding & { readonly verdict: 'ready' | 'not_ready' }> {
    const { verdict, identity, check } = await probe(this.url, this.checks, this.knownCheck);
    this.knownCheck = check ?? this.knownCheck;
    this.identity = identity ?? this.identity;
    if (verdict === 'unknown_path' && !this.warnedOfPath) {
      this.warnedOfPath = true;
      this.log.warn('the backend knows none of the probed paths and is taken for ready; check ELASTISCOPE_PROFILE', {
        paths: this.checks.map(({ path }) => path).join(' '),
      });
    }
    return { verdict: verdict === 'not_ready' ? 'not_ready' : 'ready', identity };
  }

  /** Takes in what one look found; others are told of the result only. */
  private see(...observations: readonly Observation[]): void {
    const at = now();
    this.update(observations.reduce((status, observation) => observe(status, observation, at), this.current));
  }

  private update(status: BackendStatus): void {
    const before = this.current;
    if (status === before) {
      return;
    }
    this.current = status;
    if (status.state === 'stopped') {
      this.knownCheck = undefined;
    }
    this.listeners.forEach((listener) => listener(status, before));
    if (status.state !== 'starting') {
      [...this.waiting].forEach((done) => done());
    }
  }
}

function now(): number {
  return Date.now() / 1000;
}
