/** The history of the demo fleet as a command; see HELP in options.ts. */
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureBinaries } from '../../setup/binaries';
import { HELP, readFlags } from './options';
import { writeHistory } from './writeHistory';

async function main(): Promise<void> {
  const begunAt = performance.now();
  const flags = readFlags(process.argv.slice(2), Date.now() / 1000);
  if (!flags) {
    console.log(HELP);
    return;
  }
  // What begins with a dot is left from a history that was broken off.
  if (flags.ifEmpty && (await readdir(flags.out).catch(() => [])).some((name) => !name.startsWith('.'))) {
    console.log(`history: ${flags.out} has samples already and is left as it is`);
    return;
  }
  const prometheus = flags.prometheus ?? (await ensureBinaries(['prometheus'])).prometheus;
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error('interrupted; nothing was written'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  let lastStage = '';
  const options = { ...flags, out: resolve(flags.out), prometheus, signal: stop.signal };
  const history = await writeHistory(options, (stage, share) => {
    const line = `history: ${stage}, ${Math.floor(share * 10) * 10} %`;
    if (line !== lastStage) {
      console.log(line);
      lastStage = line;
    }
  });
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  const { samples, recordedSamples, blocks } = history;
  console.log(
    `history: ${flags.hours} h written in ${seconds} s (${samples} raw and ${recordedSamples} recorded samples, ${blocks} blocks)`
  );
}

main().catch((error: Error) => {
  console.error(`history: ${error.message}`);
  process.exit(1);
});
