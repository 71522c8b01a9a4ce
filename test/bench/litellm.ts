import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../integration/exporterProcess';
import type { Bench, BenchContext } from './bench';
import { closedLoop, type Request } from './support/closedLoop';
import { alternate, over } from './support/rounds';

const CONNECTIONS = 50;
const KEY = 'sk-bench';
const MODEL = 'gpt-4o-mini';
const LONGEST_START_SECONDS = 120;

export const litellm: Bench = {
  name: 'litellm',
  title: 'a chat completion through the gateway, 50 connections, against the LiteLLM proxy',
  unavailable: () => (process.env.LITELLM === undefined ? 'LITELLM is not set; see docs/performance.md' : undefined),
  async run(context) {
    const { stage, scale, progress } = context;
    const provider = await stage.server('provider');
    const exporter = await stage.exporter({
      ELASTISCOPE_BACKEND_URL: provider.url,
      ELASTISCOPE_PROVIDERS: `openai=${provider.url}`,
    });
    const peer = await startLitellm(context, provider.url);
    const question = (url: string): Request => ({
      url: `${url}/v1/chat/completions`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ model: MODEL, messages: [{ role: 'user', content: 'Why is the sky blue?' }] }),
    });
    const load = (url: string, pid: number) => async () => ({
      busy: await closedLoop(question(url), pid, CONNECTIONS, { seconds: Math.max(2, scale.secondsPerRound * 2) }),
      alone: await closedLoop(question(url), pid, 1, { seconds: Math.max(2, scale.secondsPerRound) }),
    });
    const rounds = await alternate(
      Math.min(scale.rounds, 5),
      {
        ours: load(exporter.url('gateway', '/openai'), exporter.pid),
        theirs: load(peer.url, peer.pid),
        direct: load(provider.url, provider.pid),
      },
      progress
    );
    const perSecond = (who: 'ours' | 'theirs' | 'direct') => over(rounds, (round) => round[who].busy.requestsPerSecond);
    const milliseconds = (who: 'ours' | 'theirs' | 'direct') =>
      over(rounds, (round) => 1000 / round[who].alone.requestsPerSecond);
    const added = {
      ours: milliseconds('ours') - milliseconds('direct'),
      theirs: milliseconds('theirs') - milliseconds('direct'),
    };
    return [
      {
        what: 'chat completions against LiteLLM',
        value: over(rounds, ({ ours, theirs }) => ours.busy.requestsPerSecond / theirs.busy.requestsPerSecond),
        unit: '×',
        better: 'more',
        must: 1,
        aim: 10,
        detail: `${perSecond('ours').toFixed(0)} against ${perSecond('theirs').toFixed(0)} requests/s (direct ${perSecond('direct').toFixed(0)})`,
      },
      {
        what: "LiteLLM's added latency against ours, one connection",
        value: added.theirs / added.ours,
        unit: '×',
        better: 'more',
        detail: `mean ${added.ours.toFixed(2)} ms against ${added.theirs.toFixed(2)} ms`,
      },
    ];
  },
};

/** LiteLLM as its documentation says for production, but for a database: one worker, no verbose log. */
async function startLitellm(
  { stage, progress }: BenchContext,
  providerUrl: string
): Promise<{ url: string; pid: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-bench-'));
  stage.onEnd(async () => rmSync(folder, { recursive: true }));
  const config = join(folder, 'config.yaml');
  writeFileSync(
    config,
    `model_list:
  - model_name: ${MODEL}
    litellm_params: { model: openai/${MODEL}, api_base: '${providerUrl}/v1', api_key: ${KEY} }
`
  );
  const port = await freePort();
  progress('starting LiteLLM');
  const child = stage.child(
    process.env.LITELLM ?? '',
    ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--num_workers', '1', '--telemetry', 'False'],
    {
      LITELLM_LOG: 'ERROR',
      LITELLM_MODE: 'PRODUCTION',
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      // No key to check, as the gateway checks none either.
      LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
    }
  );
  child.stdout?.resume();
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + LONGEST_START_SECONDS * 1000; !(await isAlive(url)); await sleep(200)) {
    if (Date.now() > end || child.exitCode !== null) {
      throw new Error('LiteLLM did not start');
    }
  }
  return { url, pid: child.pid ?? 0 };
}

function isAlive(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    http
      .get(`${url}/health/liveliness`, { agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      })
      .once('error', () => resolve(false));
  });
}
