import { messageOf } from '../net/http';
import { keepAliveAgent } from '../net/request';
import { pause } from '../net/wait';
import { seeded } from '../scenarios/random';
import { scenarioLoad } from '../scenarios/tide';
import type { Scenario } from '../scenarios/types';
import { drawQuestion } from '../scenarios/usage';
import { ASK } from './ask';
import { LoadCounter, type LoadCounts } from './count';

/** How often the tide is looked at while next to nobody asks. */
const LOOK_SECONDS = 0.25;
const MOST_OPEN = 60;
const PATIENCE_SECONDS = 120;

export interface GeneratorOptions {
  readonly scenario: Scenario;
  /** Where the front listens. */
  readonly url: string;
  readonly seed: string;
  /** Factor on the tide. */
  readonly loadScale: number;
  /** Aborted when no more questions are to be asked. */
  readonly closing: AbortSignal;
}

/** Asks a scenario's questions at its tide, independent of each other as people are (a Poisson process). */
export class LoadGenerator {
  private readonly counter = new LoadCounter();
  private readonly agent = keepAliveAgent();
  private readonly open = new Set<Promise<void>>();

  constructor(private readonly options: GeneratorOptions) {}

  get counts(): LoadCounts {
    return this.counter.read();
  }

  /** Questions per second that the tide asks for now. */
  get rate(): number {
    const { scenario, seed, loadScale } = this.options;
    return loadScale * scenarioLoad(scenario, seed, Date.now() / 1000);
  }

  /** Asks until told to stop, then waits for what is open. */
  async run(): Promise<void> {
    const { scenario, seed, closing } = this.options;
    const random = seeded(seed, scenario.name, Date.now());
    while (!closing.aborted) {
      // Memoryless arrivals: a wait that is cut short may be drawn again with the rate that holds then.
      const waitSeconds = -Math.log(1 - random()) / this.rate;
      await pause(Math.min(waitSeconds, LOOK_SECONDS), closing);
      if (waitSeconds <= LOOK_SECONDS && !closing.aborted) {
        this.askOne(random);
      }
    }
    await Promise.all(this.open);
    this.agent.destroy();
  }

  private askOne(random: () => number): void {
    const { scenario, url } = this.options;
    if (this.open.size >= MOST_OPEN) {
      this.counter.skip();
      return;
    }
    const question = drawQuestion(scenario, random);
    const number = this.counter.ask();
    const asked = ASK[scenario.profile]({
      url,
      agent: this.agent,
      id: `${scenario.name}-${number}`,
      question,
      signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000),
      onStatus: (status) => this.counter.status(status),
    })
      .then(
        () => this.counter.answer(),
        (error: unknown) => this.counter.fail(messageOf(error))
      )
      .finally(() => this.open.delete(asked));
    this.open.add(asked);
  }
}
