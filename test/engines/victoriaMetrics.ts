import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LOOPBACK, takePort } from '../../demo/launch/ports';
import { Service } from '../../demo/launch/service';

const FIRST_PORT = 18_428;

/** A VictoriaMetrics that lives as long as a test. */
export class TemporaryVictoriaMetrics {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly service: Service
  ) {}

  static async start(program: string, folder: string): Promise<TemporaryVictoriaMetrics> {
    await mkdir(folder, { recursive: true });
    const port = await takePort(FIRST_PORT);
    const url = `http://${LOOPBACK}:${port}`;
    const service = Service.start(
      {
        name: 'victoria-metrics',
        file: program,
        args: [
          `-storageDataPath=${join(folder, 'data')}`,
          `-httpListenAddr=${LOOPBACK}:${port}`,
          '-retentionPeriod=100y',
          '-memory.allowedBytes=300MB',
          // One rule, of OpenTelemetry's tokens, is longer than the 16 KiB that are allowed; docs/engines.md says so.
          '-search.maxQueryLen=32KiB',
          '-loggerLevel=WARN',
        ],
        readyAt: `${url}/health`,
        readyWithinSeconds: 30,
        stopWithinSeconds: 15,
        hint: `It was started to compare engines; try it by hand: ${program} --version`,
      },
      folder
    );
    const started = new TemporaryVictoriaMetrics(url, folder, service);
    try {
      await service.ready();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
