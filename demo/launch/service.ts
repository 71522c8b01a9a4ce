import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../../setup/command';

/** A program of the demo: how it is started, and how one knows that it is ready. */
export interface ServicePlan {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** An address that answers 200 once the service is ready. */
  readonly readyAt: string;
  readonly readyWithinSeconds: number;
  /** Time to end in after SIGTERM before it is killed. */
  readonly stopWithinSeconds: number;
  /** What to do when it does not come up. */
  readonly hint: string;
}

/** A running program of the demo. Its output goes to a file of its name in the run's folder. */
export class Service {
  /** Resolves, with the reason, when the process is gone. */
  readonly ended: Promise<string>;
  private isGone = false;

  private constructor(
    readonly plan: ServicePlan,
    private readonly child: ChildProcess,
    private readonly logFile: string
  ) {
    const ended = once(child, 'exit').then(
      ([code, signal]) => (signal ? `was killed by ${signal}` : `ended with exit code ${code}`),
      (error: Error) => `could not be started: ${error.message}`
    );
    this.ended = ended.finally(() => (this.isGone = true));
  }

  /** Starts the program in a process group of its own, so that Ctrl-C reaches only the demo, which stops it in order. */
  static start(plan: ServicePlan, folder: string): Service {
    const logFile = join(folder, `${plan.name}.log`);
    const log = openSync(logFile, 'a');
    const child = spawn(plan.file, plan.args, {
      env: { ...process.env, ...plan.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    return new Service(plan, child, logFile);
  }

  get pid(): number | undefined {
    return this.isGone ? undefined : this.child.pid;
  }

  /** Waits until the service answers; fails with its last words when it ends or takes too long. */
  async ready(): Promise<void> {
    const { readyAt, readyWithinSeconds } = this.plan;
    const deadline = performance.now() + readyWithinSeconds * 1000;
    while (!this.isGone && performance.now() < deadline) {
      const answer = await fetch(readyAt).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) {
        return;
      }
      await Promise.race([sleep(100), this.ended]);
    }
    throw await this.failure(this.isGone ? await this.ended : `is not ready after ${readyWithinSeconds} s`);
  }

  /** What to tell when the service failed: why, its last log lines, what to do. */
  async failure(reason: string): Promise<Error> {
    const log = lastLines(await readFile(this.logFile, 'utf8').catch(() => ''), 12);
    return new Error(`${this.plan.name} ${reason}. Its last lines (${this.logFile}):\n${log}\n${this.plan.hint}`);
  }

  /** Asks it to end, and makes it and what it started when it does not. Resolves when it is gone. */
  async stop(): Promise<void> {
    const { pid } = this;
    if (pid === undefined) {
      return;
    }
    this.child.kill('SIGTERM');
    const inTime = await Promise.race([
      this.ended.then(() => true),
      sleep(this.plan.stopWithinSeconds * 1000, false, { ref: false }),
    ]);
    if (!inTime) {
      process.kill(-pid, 'SIGKILL');
      await this.ended;
    }
  }
}
