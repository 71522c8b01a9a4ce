import type { Bench } from './bench';
import { latency } from './latency';
import { litellm } from './litellm';
import { memory } from './memory';
import { replayBench } from './replay/bench';
import { rules } from './rules';
import { scrape } from './scrape';
import { sse } from './sse';
import { start } from './start';
import { throughput } from './throughput';

export const BENCHES: readonly Bench[] = [throughput, latency, sse, scrape, start, litellm, memory, rules, replayBench];
