import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lastLines, runCommand } from './command';
import { isExecutable } from './find';
import { withLock } from './lock';
import { CACHE } from './paths';

interface GoTool {
  /** Package of its main function. */
  readonly main: string;
  readonly version: string;
  /** Build tags. */
  readonly tags: string;
  /** Environment variable that names the file to use instead of building one. */
  readonly variable: string;
}

/** Programs that only tests use, and only where there is Go: no distribution has them in the version that we want. */
const GO_TOOLS = {
  // v0.3xx of the module is version 3.xx of Prometheus. Without service discovery the build takes a quarter of the time.
  promtool3: {
    main: 'github.com/prometheus/prometheus/cmd/promtool',
    version: 'v0.316.0',
    tags: 'remove_all_sd',
    variable: 'PROMTOOL3_BIN',
  },
} as const satisfies Record<string, GoTool>;

const TOOLS = join(CACHE, 'go');

/** The program, or why there is none. */
type Found =
  | { readonly file: string; readonly missing?: undefined }
  | { readonly file?: undefined; readonly missing: string };

async function build({ main, version, tags }: GoTool, file: string, say: (line: string) => void): Promise<Found> {
  const folder = join(TOOLS, `.building-${process.pid}`);
  say(`building ${main}@${version} with Go, once (minutes on a machine that never built it)`);
  // GOFLAGS of the user could ask for a vendor folder, which there is none of.
  const { ok, output } = await runCommand('go', ['install', '-buildvcs=false', '-tags', tags, `${main}@${version}`], {
    cwd: TOOLS,
    env: { GOBIN: folder, GOFLAGS: '', GOWORK: 'off' },
  });
  if (ok) {
    await rename(join(folder, basename(main)), file);
  }
  await rm(folder, { recursive: true, force: true });
  return ok ? { file } : { missing: `go install ${main}@${version} failed: ${lastLines(output, 2)}` };
}

/** A program that Go builds from its module, kept in the project's cache. */
export async function ensureGoTool(name: keyof typeof GO_TOOLS, say: (line: string) => void): Promise<Found> {
  const tool: GoTool = GO_TOOLS[name];
  const named = process.env[tool.variable];
  if (named) {
    return (await isExecutable(named))
      ? { file: named }
      : { missing: `${tool.variable}: ${named} is no executable file` };
  }
  const file = join(TOOLS, `${basename(tool.main)}-${tool.version}`);
  if (await isExecutable(file)) {
    return { file };
  }
  if (!(await runCommand('go', ['version'])).ok) {
    return { missing: 'there is no Go to build it with' };
  }
  await mkdir(TOOLS, { recursive: true });
  return withLock(
    join(TOOLS, 'build.lock'),
    (holder) => say(`waiting for process ${holder}, which is building`),
    async () => ((await isExecutable(file)) ? { file } : build(tool, file, say))
  );
}
