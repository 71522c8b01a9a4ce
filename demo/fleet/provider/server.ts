import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { abortedByClient, HttpError, httpServer, readJson, sendJson } from '../net/http';
import { pause } from '../net/wait';
import { answerSeconds, usageOf, type Usage } from '../scenarios/usage';
import { MODELS } from '../scenarios/models';
import { readCompletion, textOfTokens, type Completion } from './prompt';
import { MinuteLimit, rateLimitHeaders } from './rateLimit';
import { TotalsCounter, type Totals } from './totals';

export interface ProviderOptions {
  /** Tokens per minute and model, by API key; other keys get `defaultTokensPerMinute`. */
  readonly tokensPerMinute: ReadonlyMap<string, number>;
  /** Every how many requests one is refused with 429 though limits would allow it; 0 never. */
  readonly rejectEvery: number;
}

const DEFAULT_TOKENS_PER_MINUTE = 1_000_000;
export const REQUESTS_PER_MINUTE = 3_000;
/** Events of a streamed answer, whatever its length: enough to see it flow, few enough for a laptop. */
const CHUNKS = 6;

interface Limits {
  readonly requests: MinuteLimit;
  readonly tokens: MinuteLimit;
}

/** A stand-in for an OpenAI-compatible provider: real shapes, tokens that depend on the request alone, honest totals. */
export class Provider {
  readonly server: Server;
  private readonly totals = new TotalsCounter();
  /** Calls that are being answered now, by the key that asks. */
  private readonly inFlight = new Map<string, number>();
  private readonly limits = new Map<string, Limits>();

  constructor(private readonly options: ProviderOptions) {
    this.server = httpServer((request, response, url) => this.handle(request, response, url), refuse);
  }

  /** How many calls with an API key are being answered now. */
  callsInFlight(key: string): number {
    return this.inFlight.get(key) ?? 0;
  }

  readTotals(): Totals {
    return this.totals.read();
  }

  private async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method === 'GET' && url.pathname === '/totals') {
      sendJson(response, 200, this.readTotals());
    } else if (request.method === 'GET' && url.pathname === '/v1/models') {
      const data = Object.keys(MODELS).map((id) => ({ id, object: 'model', owned_by: 'demo' }));
      sendJson(response, 200, { object: 'list', data });
    } else if (request.method === 'POST' && url.pathname === '/v1/chat/completions') {
      const number = this.totals.request();
      const key = keyOf(request);
      this.inFlight.set(key, this.callsInFlight(key) + 1);
      try {
        await this.complete(number, readCompletion(await readJson(request)), key, response);
      } finally {
        this.inFlight.set(key, this.callsInFlight(key) - 1);
      }
    } else {
      throw new HttpError(404, `unknown path ${request.method} ${url.pathname}`);
    }
  }

  private async complete(number: number, asked: Completion, key: string, response: ServerResponse): Promise<void> {
    const usage = usageOf(asked);
    const { requests, tokens } = this.limitsOf(key, asked.model);
    const now = Date.now() / 1000;
    const allowed =
      requests.take(1, now) && tokens.take(usage.promptTokens + usage.completionTokens, now) && !this.isUnlucky(number);
    const headers = {
      ...rateLimitHeaders('requests', requests.allowance(now)),
      ...rateLimitHeaders('tokens', tokens.allowance(now)),
    };
    if (!allowed) {
      this.totals.rejection();
      sendJson(response, 429, errorBody('Rate limit reached', 'rate_limit_exceeded'), {
        ...headers,
        'retry-after': '1',
      });
      return;
    }
    const gone = abortedByClient(response);
    const sent = asked.stream
      ? await streamAnswer(number, asked, usage, headers, response, gone)
      : await sendAnswer(number, asked, usage, headers, response, gone);
    if (sent) {
      this.totals.answer(asked.model, usage);
    } else {
      this.totals.interruption();
    }
  }

  private isUnlucky(number: number): boolean {
    return this.options.rejectEvery > 0 && number % this.options.rejectEvery === 0;
  }

  private limitsOf(key: string, model: string): Limits {
    const name = `${key}/${model}`;
    let limits = this.limits.get(name);
    if (!limits) {
      limits = {
        requests: new MinuteLimit(REQUESTS_PER_MINUTE),
        tokens: new MinuteLimit(this.options.tokensPerMinute.get(key) ?? DEFAULT_TOKENS_PER_MINUTE),
      };
      this.limits.set(name, limits);
    }
    return limits;
  }
}

function keyOf(request: IncomingMessage): string {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? '';
}

function errorBody(message: string, type: string) {
  return { error: { message, type, param: null, code: type } };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, errorBody(message, status < 500 ? 'invalid_request_error' : 'server_error'));
}

/** Usage as the API writes it: cached is part of prompt, reasoning is part of completion. */
function usageBody(usage: Usage) {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function answerText(usage: Usage): string {
  return textOfTokens('It says', Math.max(1, usage.completionTokens - usage.reasoningTokens));
}

function head(number: number, object: string, { model }: Completion) {
  return { id: `chatcmpl-${number}`, object, created: Math.floor(Date.now() / 1000), model };
}

async function sendAnswer(
  number: number,
  asked: Completion,
  usage: Usage,
  headers: Record<string, string>,
  response: ServerResponse,
  gone: AbortSignal
): Promise<boolean> {
  await pause(answerSeconds(asked.model, usage.completionTokens), gone);
  if (gone.aborted) {
    return false;
  }
  const message = { role: 'assistant', content: answerText(usage), refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
  sendJson(response, 200, { ...head(number, 'chat.completion', asked), choices, usage: usageBody(usage) }, headers);
  return true;
}

async function streamAnswer(
  number: number,
  asked: Completion,
  usage: Usage,
  headers: Record<string, string>,
  response: ServerResponse,
  gone: AbortSignal
): Promise<boolean> {
  const wholeSeconds = answerSeconds(asked.model, usage.completionTokens);
  const firstSeconds = answerSeconds(asked.model, 0);
  const base = head(number, 'chat.completion.chunk', asked);
  const send = (choices: unknown[], usageOrNull: unknown = null) => {
    const event = asked.includeUsage ? { ...base, choices, usage: usageOrNull } : { ...base, choices };
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const choice = (delta: object, reason: string | null = null) => [
    { index: 0, delta, logprobs: null, finish_reason: reason },
  ];

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
  response.flushHeaders();
  const text = answerText(usage);
  const size = Math.ceil(text.length / CHUNKS);
  for (let index = 0; index < CHUNKS; index++) {
    await pause(index === 0 ? firstSeconds : (wholeSeconds - firstSeconds) / (CHUNKS - 1), gone);
    if (gone.aborted) {
      return false;
    }
    const content = text.slice(index * size, (index + 1) * size);
    send(choice(index === 0 ? { role: 'assistant', content } : { content }));
  }
  send(choice({}, 'stop'));
  if (asked.includeUsage) {
    send([], usageBody(usage));
  }
  response.end('data: [DONE]\n\n');
  return true;
}
