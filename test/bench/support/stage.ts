import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Exporter, type Labels } from '../../integration/exporterProcess';

const ROOT = join(__dirname, '../../..');
const SERVERS = join(__dirname, '../servers');

/** The options that the image runs Node with. */
export const IMAGE_NODE_OPTIONS = '--max-old-space-size=96 --max-semi-space-size=4';

/** A server of the bench, in a process of its own. */
export interface BenchServer {
  readonly url: string;
  readonly pid: number;
}

/** Starts processes and ends all of them by their own handle. */
export class Stage {
  private readonly ends: Array<() => Promise<void>> = [];

  constructor(readonly bundle: string) {}

  /** The exporter's real bundle, run as in its image, all listeners on free ports of loopback. */
  async exporter(env: Labels): Promise<Exporter & { readonly pid: number }> {
    const exporter = await Exporter.start(this.bundle, { NODE_OPTIONS: IMAGE_NODE_OPTIONS, ...env });
    this.onEnd(() => exporter.stop());
    return Object.assign(exporter, { pid: exporter.child.pid ?? 0 });
  }

  /** One of the servers of this folder; it ends with this process at the latest, because its input is closed then. */
  async server(name: string, env: Labels = {}): Promise<BenchServer> {
    const child = this.child(process.execPath, ['--import', 'tsx', join(SERVERS, `${name}.ts`)], env);
    const port = Number(await firstLine(child, name));
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 };
  }

  /** Any program, with its output on a pipe. */
  child(command: string, args: readonly string[], env: Labels = {}): ChildProcess {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    this.onEnd(async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await exited;
      }
    });
    return child;
  }

  onEnd(end: () => Promise<void>): void {
    this.ends.push(end);
  }

  async end(): Promise<void> {
    await Promise.all(this.ends.splice(0).map((end) => end()));
  }
}

function firstLine(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ${name} ended with ${code} before it listened`)));
    if (child.stdout !== null) {
      createInterface(child.stdout).once('line', resolve);
    }
  });
}
