import type { Agent, IncomingMessage } from 'node:http';
import { TEAM_HEADER } from '../backend/settings';
import { isRecord } from '../net/http';
import { call, linesOf, textOf, type Call } from '../net/request';
import { textOfTokens } from '../provider/prompt';
import type { Profile } from '../scenarios/types';
import type { Question } from '../scenarios/usage';

/** One question on its way to a front. */
export interface Asking {
  readonly url: string;
  readonly agent: Agent;
  /** Unique, so that equal questions are never sent twice. */
  readonly id: string;
  readonly question: Question;
  readonly signal: AbortSignal;
  /** Told the status of every HTTP answer, 0 for none. */
  readonly onStatus: (status: number) => void;
}

/** Asks as the clients of each backend do; rejects unless the answer was whole. */
export const ASK: Readonly<Record<Profile, (asking: Asking) => Promise<void>>> = {
  langflow: askLangflow,
  kotaemon: askKotaemon,
  chatchat: askChatchat,
};

function textOfQuestion({ id, question }: Asking): string {
  return textOfTokens(`${id}: what do we know about ${question.flow.name}?`, question.promptTokens);
}

async function exchange(asking: Asking, path: string, more: Partial<Call>): Promise<IncomingMessage> {
  const { url, agent, signal, question, onStatus } = asking;
  const headers = { 'content-type': 'application/json', [TEAM_HEADER]: question.team, ...more.headers };
  let answer: IncomingMessage;
  try {
    answer = await call({ url: url + path, agent, signal, ...more, headers });
  } catch (error) {
    onStatus(0);
    throw error;
  }
  onStatus(answer.statusCode ?? 0);
  if (answer.statusCode !== 200) {
    throw new Error(`${path} answered ${answer.statusCode}: ${(await textOf(answer)).slice(0, 200)}`);
  }
  return answer;
}

function post(asking: Asking, path: string, body: unknown): Promise<IncomingMessage> {
  return exchange(asking, path, { method: 'POST', body: JSON.stringify(body) });
}

async function askLangflow(asking: Asking): Promise<void> {
  const { flow } = asking.question;
  const path = `/api/v1/run/${flow.name}?stream=${flow.streamed}`;
  const answer = await post(asking, path, { input_value: textOfQuestion(asking), input_type: 'chat' });
  const text = await textOf(answer);
  const last: unknown = JSON.parse(flow.streamed ? (text.trim().split('\n\n').at(-1) ?? '') : text);
  if (!isRecord(last) || (flow.streamed ? last.event !== 'end' : !Array.isArray(last.outputs))) {
    throw new Error(`${path} ended with ${JSON.stringify(last).slice(0, 200)}`);
  }
}

async function askKotaemon(asking: Asking): Promise<void> {
  const session = asking.id;
  const data = [textOfQuestion(asking), asking.question.flow.name];
  const joined = await post(asking, '/queue/join', { data, fn_index: 0, session_hash: session });
  await textOf(joined);
  const cookie = joined.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? '';
  const events = await exchange(asking, `/queue/data?session_hash=${session}`, { headers: { cookie } });
  let completed: unknown;
  for await (const line of linesOf(events)) {
    const message: unknown = line.startsWith('data: ') ? JSON.parse(line.slice(6)) : undefined;
    if (isRecord(message) && message.msg === 'process_completed') {
      completed = message;
    }
  }
  if (!isRecord(completed) || completed.success !== true) {
    throw new Error(`/queue/data ended with ${JSON.stringify(completed)?.slice(0, 200)}`);
  }
}

async function askChatchat(asking: Asking): Promise<void> {
  const { flow } = asking.question;
  const path =
    flow.name === 'chat' ? '/chat/chat/completions' : `/knowledge_base/local_kb/${flow.name}/chat/completions`;
  const messages = [{ role: 'user', content: textOfQuestion(asking) }];
  const answer = await post(asking, path, { model: flow.model, messages, stream: true });
  let last: unknown;
  for await (const line of linesOf(answer)) {
    last = line.startsWith('data: ') ? JSON.parse(line.slice(6)) : last;
  }
  const choices: unknown = isRecord(last) ? last.choices : undefined;
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isRecord(choice) || choice.finish_reason !== 'stop') {
    throw new Error(`${path} ended with ${JSON.stringify(last)?.slice(0, 200)}`);
  }
}
