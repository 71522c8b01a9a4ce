import { pause } from '../../../demo/fleet/net/wait';

const LOOK_SECONDS = 0.1;

/** Resolves as soon as it holds; rejects with what was waited for when it does not in time. */
export async function until(what: string, seconds: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${seconds} s`);
    }
    await pause(LOOK_SECONDS);
  }
}
