import { buildExporter } from '../integration/exporterProcess';
import type { Bench, Finding, Scale } from './bench';
import { table } from './report';
import { Stage } from './support/stage';

/** Runs benches one after the other on the exporter as it is now. Whatever they start has ended when this resolves. */
export async function runBenches(
  benches: readonly Bench[],
  scale: Scale,
  progress: (line: string) => void
): Promise<Finding[]> {
  const bundle = buildExporter();
  const findings: Finding[] = [];
  try {
    for (const bench of benches) {
      const reason = bench.unavailable?.();
      if (reason !== undefined) {
        progress(`${bench.name}: skipped, ${reason}`);
        continue;
      }
      progress(`${bench.name}: ${bench.title}`);
      const stage = new Stage(bundle.path);
      try {
        const found = await bench.run({ stage, scale, progress: (line) => progress(`  ${line}`) });
        progress(table(found));
        findings.push(...found);
      } finally {
        await stage.end();
      }
    }
  } finally {
    bundle.remove();
  }
  return findings;
}
