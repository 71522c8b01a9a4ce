import type { IncomingMessage } from 'node:http';
import { HttpError } from '../net/http';
import { pause } from '../net/wait';
import { drawSeconds } from '../scenarios/durations';
import { seeded } from '../scenarios/random';
import { ModelClient, type OnText } from './model';
import { TEAM_HEADER, type BackendSettings } from './settings';
import { Slots } from './slots';

/** Where questions are worked on: a few at a time, each with some work of its own before the model is asked. */
export class Desk {
  private readonly slots: Slots;
  private readonly model: ModelClient;
  private readonly random;
  private inWork = 0;

  constructor(private readonly settings: BackendSettings) {
    this.slots = new Slots(settings.concurrency);
    this.model = new ModelClient(settings);
    this.random = seeded(settings.seed, settings.instance, 'work');
  }

  /** Questions taken in and not answered yet. */
  get load(): number {
    return this.inWork;
  }

  get waiting(): number {
    return this.slots.waiting;
  }

  async answer(flowName: string, request: IncomingMessage, text: string, onText: OnText, gone: AbortSignal) {
    const flow = this.settings.flows.find(({ name }) => name === flowName);
    if (!flow) {
      throw new HttpError(404, `Flow identifier ${flowName} not found`);
    }
    const team = request.headers[TEAM_HEADER];
    this.inWork++;
    try {
      await this.slots.run(async () => {
        if (!gone.aborted) {
          await pause(drawSeconds(this.settings.work, this.random), gone);
          await this.model.complete(flow, typeof team === 'string' ? team : '', text, onText, gone);
        }
      });
    } finally {
      this.inWork--;
    }
  }
}
