import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fleetApi } from '../../../demo/fleet/api';
import { Fleet, type FleetOptions } from '../../../demo/fleet/fleet';
import { close, listen } from '../../../demo/fleet/net/http';
import type { Workload } from '../../../demo/fleet/workload';
import { planAlertmanager } from '../../../demo/launch/alertmanager';
import { notificationServer } from '../../../demo/launch/notifications';
import { LOOPBACK, takePort } from '../../../demo/launch/ports';
import { planPrometheus } from '../../../demo/launch/prometheus';
import { Services } from '../../../demo/launch/services';
import { ensureBinaries } from '../../../setup/binaries';
import { buildExporter } from '../exporterProcess';

/** A message of Alertmanager to the webhook, and the receiver that it was sent to. */
export interface Notification {
  readonly receiver: string;
  readonly message: {
    readonly status: string;
    readonly groupLabels: Readonly<Record<string, string>>;
    readonly alerts: ReadonlyArray<{ readonly labels: Readonly<Record<string, string>> }>;
  };
}

/** An alert as Alertmanager holds it; `inhibitedBy` are fingerprints, `startsAt` is when it began to fire (RFC 3339). */
export interface HeldAlert {
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] };
}

interface AlertsAnswer {
  readonly data: {
    readonly alerts: ReadonlyArray<{ readonly state: string; readonly labels: Readonly<Record<string, string>> }>;
  };
}

export interface LiveSiteOptions {
  /** A folder that is there, for everything that is written. */
  readonly folder: string;
  /** Prometheus listens here or at the next free port, Alertmanager from the third one above it on. */
  readonly port: number;
  /** Rule files; absent: those that ship. */
  readonly ruleFiles?: readonly string[];
  readonly fleet: Pick<
    FleetOptions,
    'scenarios' | 'seed' | 'startupScale' | 'drainMinSeconds' | 'lingerSeconds' | 'rejectEvery' | 'prices'
  >;
}

/** A living fleet with real sidecars, a real Prometheus, a real Alertmanager with the shipped routes, and a webhook. */
export class LiveSite {
  readonly prometheus: string;

  private constructor(
    readonly fleet: Fleet,
    private readonly services: Services,
    private readonly servers: readonly Server[],
    private readonly exporter: ReturnType<typeof buildExporter>,
    private readonly ports: { readonly prometheus: number; readonly alertmanager: number; readonly webhook: number }
  ) {
    this.prometheus = `http://${LOOPBACK}:${ports.prometheus}`;
  }

  /** Starts everything; what was started is stopped again when something cannot be. */
  static async start({ folder, port, ruleFiles, fleet: fleetOptions }: LiveSiteOptions): Promise<LiveSite> {
    const binaries = await ensureBinaries(['prometheus', 'alertmanager', 'nginx']);
    await Promise.all(['fleet', 'prometheus', 'alertmanager'].map((name) => mkdir(join(folder, name))));
    const exporter = buildExporter();
    const fleet = new Fleet({
      ...fleetOptions,
      stateDirectory: join(folder, 'fleet'),
      exporter: exporter.path,
      nginx: binaries.nginx,
      bind: LOOPBACK,
      loadScale: 1,
      chaos: false,
      log: () => undefined,
    });
    const services = new Services(folder, () => undefined);
    const webhook = notificationServer();
    const api = fleetApi(fleet, LOOPBACK);
    const ports = {
      prometheus: await takePort(port),
      alertmanager: await takePort(port + 3),
      webhook: await listen(webhook, LOOPBACK, 0),
    };
    const fleetPort = await listen(api, LOOPBACK, 0);
    const site = new LiveSite(fleet, services, [webhook, api], exporter, ports);
    const notifications = `http://${LOOPBACK}:${ports.webhook}`;
    const alertmanagerPort = ports.alertmanager;
    try {
      await services.start(
        await planAlertmanager({ folder, program: binaries.alertmanager, port: alertmanagerPort, notifications })
      );
      const program = binaries.prometheus;
      await services.start(
        await planPrometheus({ folder, program, port: ports.prometheus, fleetPort, alertmanagerPort, ruleFiles })
      );
      await fleet.start();
    } catch (error) {
      await site.stop();
      throw error;
    }
    return site;
  }

  async stop(): Promise<void> {
    await this.fleet.stop();
    await this.services.stop();
    await Promise.all(this.servers.map(close));
    this.exporter.remove();
  }

  workload(name: string): Workload {
    const found = this.fleet.workloads.find(({ scenario }) => scenario.name === name);
    if (!found) {
      throw new Error(`there is no workload ${name}`);
    }
    return found;
  }

  /**
   * The alerts about a workload that fire in Prometheus now. Asked of its rules: the series ALERTS are there only from the third
   * evaluation after a start on.
   */
  async firing(workload: string): Promise<readonly string[]> {
    const answer: AlertsAnswer = await (await fetch(`${this.prometheus}/api/v1/alerts`)).json();
    return answer.data.alerts
      .filter(({ state, labels }) => state === 'firing' && labels.workload === workload)
      .map(({ labels }) => labels.alertname ?? '');
  }

  /** What reached the webhook, the newest first. */
  async notifications(): Promise<readonly Notification[]> {
    return (await fetch(`http://${LOOPBACK}:${this.ports.webhook}/notifications`)).json();
  }

  /** Every alert that Alertmanager holds, the silenced and inhibited ones included. */
  async alerts(): Promise<readonly HeldAlert[]> {
    return (await fetch(`http://${LOOPBACK}:${this.ports.alertmanager}/api/v2/alerts`)).json();
  }
}
