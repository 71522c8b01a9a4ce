/** How fast a model of the stand-in provider answers, and whether it thinks before it does. */
export interface Model {
  readonly firstTokenSeconds: number;
  readonly tokensPerSecond: number;
  /** Share of the completion that is spent on reasoning. */
  readonly reasoningShare: number;
}

/** Faster than the originals, so that one demo replica answers several questions a second. */
export const MODELS: Readonly<Record<string, Model>> = {
  'gpt-4o-mini': { firstTokenSeconds: 0.12, tokensPerSecond: 500, reasoningShare: 0 },
  'gpt-4.1-mini': { firstTokenSeconds: 0.15, tokensPerSecond: 450, reasoningShare: 0 },
  'gpt-5-mini': { firstTokenSeconds: 0.2, tokensPerSecond: 400, reasoningShare: 0.3 },
  'gpt-5.4': { firstTokenSeconds: 0.3, tokensPerSecond: 350, reasoningShare: 0.4 },
};
