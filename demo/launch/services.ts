import type { Server } from 'node:http';
import { Service, type ServicePlan } from './service';

/** Everything a run has started, in the order in which it was started. */
export class Services {
  private readonly started: Service[] = [];
  private readonly servers: Server[] = [];
  private stopping = false;
  private reportFailure: (error: Error) => void = () => undefined;

  /** Rejects when a program ends that nobody told to end. */
  readonly failed = new Promise<never>((_, reject) => {
    this.reportFailure = reject;
  });

  constructor(
    private readonly folder: string,
    private readonly say: (line: string) => void
  ) {
    // Whoever waits hears of it; before anybody does, it must not end the process by itself.
    this.failed.catch(() => undefined);
  }

  /** Starts a program and waits until it is ready. */
  async start(plan: ServicePlan): Promise<void> {
    if (this.stopping) {
      return;
    }
    const service = Service.start(plan, this.folder);
    this.started.push(service);
    await service.ready();
    void service.ended.then(async (reason) => {
      if (!this.stopping) {
        this.reportFailure(await service.failure(reason));
      }
    });
  }

  /** Remembers a server of this process, to close it in the end. */
  add(server: Server): void {
    this.servers.push(server);
  }

  get pids(): Record<string, number> {
    return Object.fromEntries(this.started.flatMap(({ plan, pid }) => (pid === undefined ? [] : [[plan.name, pid]])));
  }

  /** Ends everything, the last started first, and says so. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.servers.forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
    for (const service of [...this.started].reverse()) {
      const { pid } = service;
      await service.stop();
      if (pid !== undefined) {
        this.say(`stopped ${service.plan.name} (process ${pid})`);
      }
    }
  }
}
