import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { pause } from '../net/wait';

/** Small heaps, few threads: a dozen of these have to fit beside everything else on a laptop. */
const NODE_FLAGS = ['--max-old-space-size=64', '--max-semi-space-size=1', '--v8-pool-size=1', '--optimize-for-size'];

/** A running child: wait for its end, or bring it about. */
export class Child {
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  private gone = false;

  constructor(private readonly process: ChildProcess) {
    this.ended = once(process, 'close').then(
      () => void (this.gone = true),
      () => void (this.gone = true)
    );
  }

  get pid(): number | undefined {
    return this.gone ? undefined : this.process.pid;
  }

  get isRunning(): boolean {
    return !this.gone;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.gone) {
      this.process.kill(signal);
    }
  }

  /** Asks the process to end; makes it when it has not within the time, or when there is a hurry. */
  async terminate(withinSeconds: number, hurry?: AbortSignal): Promise<void> {
    const enough = new AbortController();
    void this.ended.then(() => enough.abort());
    this.signal('SIGTERM');
    await pause(withinSeconds, hurry ? AbortSignal.any([enough.signal, hurry]) : enough.signal);
    this.signal('SIGKILL');
    await this.ended;
  }
}

export interface NodeProgram {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts children and knows those that still run. */
export class Children {
  private readonly running = new Set<Child>();

  constructor(
    private readonly logDirectory: string,
    private readonly preload: string
  ) {
    process.once('exit', () => this.running.forEach((child) => child.signal('SIGKILL')));
  }

  startNode(name: string, { file, environment }: NodeProgram): Child {
    return this.start(name, process.execPath, [...NODE_FLAGS, '--require', this.preload, file], {
      UV_THREADPOOL_SIZE: '1',
      ...environment,
    });
  }

  /** What the child prints goes to a file of its name. */
  start(name: string, file: string, args: readonly string[], environment: Readonly<Record<string, string>>): Child {
    const log = openSync(join(this.logDirectory, `${name}.log`), 'a');
    const child = new Child(
      spawn(file, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['pipe', log, log] })
    );
    closeSync(log);
    this.running.add(child);
    void child.ended.then(() => this.running.delete(child));
    return child;
  }

  get pids(): number[] {
    return [...this.running].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }
}
