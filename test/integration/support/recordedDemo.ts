import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '../../../demo/fleet/scenarios/types';
import { writeHistory, type History } from '../../../demo/history/writeHistory';
import { takePort } from '../../../demo/launch/ports';
import { Service } from '../../../demo/launch/service';
import { ensureBinaries } from '../../../setup/binaries';
import { buildCommand, type Outcome } from '../../routing/command';
import { PROJECT } from '../../rules/bundle';
import { scenarioManifest } from './scenarioManifest';
import { until } from './until';

/** A usual scrape interval. The demo has a shorter one while somebody watches, and a longer one for its history. */
const PACE_SECONDS = 15;

const PASSWORD = 'test';
/** The same, hashed by bcrypt as Prometheus wants it. */
const PASSWORD_HASH = '$2b$04$abcdefghijklmnopqrstuuoD8yw7MmybLKVooaTGGZAt3HXugv2.a';

/** A Prometheus that asks for a password and knows the past of scenarios of the demo, and the built command beside it. */
export class RecordedDemo {
  private readonly folder = mkdtempSync(join(tmpdir(), 'recorded-demo-'));
  private readonly command = buildCommand();
  private readonly httpConfig = this.file('client.yml', `basic_auth: {username: me, password: ${PASSWORD}}\n`);
  private history: History | undefined;
  private prometheus: Service | undefined;
  private url = '';

  /** @param until ISO time; scenarios depend on nothing but the time, so a fixed one makes every run the same */
  constructor(
    private readonly scenarios: readonly Scenario[],
    private readonly until: string,
    private readonly hours: number
  ) {}

  get untilSeconds(): number {
    return Date.parse(this.until) / 1000;
  }

  get fromSeconds(): number {
    return this.untilSeconds - this.hours * 3600;
  }

  async start(): Promise<void> {
    const { prometheus: program } = await ensureBinaries(['prometheus']);
    const samples = join(this.folder, 'samples');
    mkdirSync(samples);
    this.history = await writeHistory({
      out: samples,
      hours: this.hours,
      endSeconds: this.untilSeconds,
      prometheus: program,
      scenarios: this.scenarios,
      paceSeconds: PACE_SECONDS,
    });
    const port = await takePort(19_390);
    this.url = `http://127.0.0.1:${port}`;
    const rules = ['*.yml', 'sources/*.yml'].map((files) => join(PROJECT, 'alerts/rules', files));
    const args = [
      `--config.file=${this.file('prometheus.yml', `rule_files: ${JSON.stringify(rules)}\n`)}`,
      `--web.config.file=${this.file('web.yml', `basic_auth_users: {me: ${PASSWORD_HASH}}\n`)}`,
      `--storage.tsdb.path=${samples}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const plan = { name: 'prometheus', file: program, args, readyAt: this.url, readyWithinSeconds: 30 };
    this.prometheus = Service.start({ ...plan, stopWithinSeconds: 15, hint: '' }, this.folder);
    const headers = { authorization: `Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}` };
    await until('Prometheus is ready', 30, async () => {
      const answer = await fetch(`${this.url}/-/ready`, { headers }).catch(() => undefined);
      return answer?.ok ?? false;
    });
  }

  async stop(): Promise<void> {
    await this.prometheus?.stop();
    this.command.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Pods of a scenario that were started. */
  podsOf({ name }: Scenario): number {
    return this.history?.totals.get(name)?.pods ?? NaN;
  }

  /** Runs a command on the past of a scenario, with its autoscaler as the policy; of an option given twice the last counts. */
  run(name: string, scenario: Scenario, args: readonly string[]): Promise<Outcome> {
    const policy = this.file('hpa.yaml', scenarioManifest(scenario));
    const workload = `${scenario.identity.namespace}/${scenario.identity.workload}`;
    const past = ['--last', `${this.hours}h`, '--until', this.until];
    const where = ['--prometheus', this.url, '--http.config.file', this.httpConfig, '--workload', workload, ...past];
    return this.command.run([name, '--policy', policy, ...where, ...args]);
  }

  private file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }
}
