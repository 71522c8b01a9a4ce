import type { IncomingMessage } from 'node:http';
import { isRecord } from '../net/http';
import { call, keepAliveAgent, linesOf, textOf } from '../net/request';
import { pause } from '../net/wait';
import { textOfTokens } from '../provider/prompt';
import type { Flow } from '../scenarios/types';
import { TEAM_HEADER, type BackendSettings } from './settings';

/** The provider refused, or its answer was not one. */
export class ModelError extends Error {}

/** Retries after a 429, as the OpenAI client does by default. */
const RETRIES = 2;

export type OnText = (text: string) => void;

/** Asks the flow's model through the sidecar's gateway, as an application with a configured base URL does. */
export class ModelClient {
  private readonly agent = keepAliveAgent();

  constructor(private readonly settings: BackendSettings) {}

  /** Resolves with the whole text; hands over its pieces as they come when a listener is given. */
  async complete(flow: Flow, team: string, text: string, onText: OnText, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.send(flow, team, text, signal);
      if (answer.statusCode === 429 && attempt < RETRIES) {
        answer.resume();
        await pause(Number(answer.headers['retry-after'] ?? 1), signal);
        continue;
      }
      if (answer.statusCode !== 200) {
        throw new ModelError(`the model answered ${answer.statusCode}: ${(await textOf(answer)).slice(0, 200)}`);
      }
      await (flow.streamed ? readStream(answer, onText) : readWhole(answer, onText));
      return;
    }
  }

  private send(flow: Flow, team: string, text: string, signal: AbortSignal): Promise<IncomingMessage> {
    const { gateway, apiKey, profile } = this.settings;
    const body = {
      model: flow.model,
      messages: [
        { role: 'system', content: textOfTokens(`You are ${flow.name}.`, flow.prefixTokens) },
        { role: 'user', content: text },
      ],
      max_completion_tokens: flow.maxCompletionTokens,
      stream: flow.streamed,
      // Recent LangFlow asks for usage; Kotaemon and Chatchat never do.
      ...(flow.streamed && profile === 'langflow' ? { stream_options: { include_usage: true } } : {}),
    };
    return call({
      url: `${gateway}/f/${flow.name}/openai/v1/chat/completions`,
      agent: this.agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}`, [TEAM_HEADER]: team },
      body: JSON.stringify(body),
      signal,
    });
  }
}

/** The first choice's text, in a whole answer (`message`) or in a piece of one (`delta`). */
function contentOf(completion: unknown, part: 'message' | 'delta'): string {
  const choices: unknown = isRecord(completion) ? completion.choices : undefined;
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message = isRecord(choice) ? choice[part] : undefined;
  return isRecord(message) && typeof message.content === 'string' ? message.content : '';
}

async function readWhole(answer: IncomingMessage, onText: OnText): Promise<void> {
  onText(contentOf(JSON.parse(await textOf(answer)), 'message'));
}

async function readStream(answer: IncomingMessage, onText: OnText): Promise<void> {
  let done = false;
  for await (const line of linesOf(answer)) {
    if (line === 'data: [DONE]') {
      done = true;
    } else if (line.startsWith('data: ')) {
      onText(contentOf(JSON.parse(line.slice(6)), 'delta'));
    }
  }
  if (!done) {
    throw new ModelError('the model broke off its answer');
  }
}
