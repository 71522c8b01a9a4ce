import { MODELS } from './models';
import { hash, seeded, type Random } from './random';
import type { Asker, Flow, Scenario } from './types';

/** Tokens as a provider reports them: cached is part of prompt, reasoning is part of completion. */
export interface Usage {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number;
}

/** OpenAI documentation, "Prompt caching": from this length on, in steps of that many tokens. */
const CACHE_FROM_TOKENS = 1024;
const CACHE_STEP_TOKENS = 128;
/** Share of the prompts whose beginning the provider still has. */
const CACHE_HIT_SHARE = 0.8;

/** What a provider sees of a question. */
export interface Prompt {
  readonly model: string;
  readonly prefixTokens: number;
  readonly promptTokens: number;
  readonly maxCompletionTokens: number;
  /** The user's words. Equal questions have equal answers, so a test can know the truth. */
  readonly text: string;
}

/** Tokens of one answer: a pure function of the prompt. */
export function usageOf(prompt: Prompt): Usage {
  const random = seeded(prompt.model, hash(prompt.text));
  const completionTokens = Math.max(1, Math.round(prompt.maxCompletionTokens * (0.5 + random() / 2)));
  const cacheable = prompt.prefixTokens < CACHE_FROM_TOKENS ? 0 : prompt.prefixTokens;
  const hit = random() < CACHE_HIT_SHARE;
  return {
    promptTokens: prompt.prefixTokens + prompt.promptTokens,
    cachedTokens: hit ? cacheable - (cacheable % CACHE_STEP_TOKENS) : 0,
    completionTokens,
    reasoningTokens: Math.round(completionTokens * (MODELS[prompt.model]?.reasoningShare ?? 0)),
  };
}

/** One thing a team asks. */
export interface Question {
  readonly team: string;
  readonly flow: Flow;
  readonly promptTokens: number;
}

function pick(askers: readonly Asker[], random: Random): Asker | undefined {
  let left = random() * askers.reduce((sum, { weight }) => sum + weight, 0);
  return askers.find(({ weight }) => (left -= weight) < 0) ?? askers.at(-1);
}

/** The next question of a scenario. */
export function drawQuestion(scenario: Scenario, random: Random): Question {
  const asker = pick(scenario.askers, random);
  const flow = scenario.flows.find(({ name }) => name === asker?.flow);
  if (!asker || !flow) {
    throw new Error(`scenario ${scenario.name}: nobody asks one of its flows`);
  }
  const [least, most] = flow.promptTokens;
  return { team: asker.team, flow, promptTokens: least + Math.floor(random() * (most - least + 1)) };
}

/** Seconds that the provider takes for an answer of this many tokens. */
export function answerSeconds(model: string, completionTokens: number): number {
  const { firstTokenSeconds, tokensPerSecond } = MODELS[model] ?? { firstTokenSeconds: 0.2, tokensPerSecond: 400 };
  return firstTokenSeconds + completionTokens / tokensPerSecond;
}
