/** @jest-environment node */
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { HPA } from './manifest/manifest.testing';

it('runs where there is nothing but the language, as in a browser’s worker', async () => {
  const { outputFiles } = await build({
    entryPoints: [require.resolve('./index')],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'autoscaler',
    write: false,
    logLevel: 'silent',
  });
  const context = createContext({ manifest: HPA });
  runInContext(outputFiles[0].text, context);
  const answer: unknown = runInContext(
    `const { autoscaler: policy } = autoscaler.readManifest(manifest);
     const timesSeconds = Array.from({ length: 480 }, (_, i) => 15 * i);
     const advice = autoscaler.advise({
       load: { timesSeconds, values: timesSeconds.map((_, i) => (i % 16 < 8 ? 3 : 12)) },
       autoscaler: policy,
       plant: { requestsPerSecondPerReplica: 3, coldStartSeconds: [30], overload: 'queue', drainSeconds: 30 },
       startReplicas: 2,
       candidates: 20,
     });
     const changed = autoscaler.changeManifest(manifest, advice.front[0].changes);
     [advice.tried >= 20, typeof autoscaler.readManifest(changed).name].join()`,
    context
  );
  expect(answer).toBe('true,string');
});
