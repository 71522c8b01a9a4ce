import { runCli } from '../cli';

/** Runs a command; what it prints and how it ends. */
export async function runCaptured(args: readonly string[]) {
  const printed = { out: '', err: '' };
  const catching = (to: 'out' | 'err') => (text: unknown) => {
    printed[to] += String(text);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  try {
    return { code: await runCli(args), ...printed };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}
