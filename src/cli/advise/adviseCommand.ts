import {
  advise,
  changeManifest,
  describeChange,
  explainAdvice,
  type Advice,
  type Candidate,
} from '../../elasticity/autoscaler';
import { type Command, EXIT, type ExitCode } from '../command';
import { unifiedDiff } from '../diff';
import { writeAtomically } from '../files';
import { Progress } from '../progress';
import { aboutManifest, readCase, refusing, replayCase, type ReplayCase } from '../replay/readCase';
import { ADVISE_HELP, parseAdviseArguments, type AdviseArguments } from './adviseOptions';
import { adviseReport, type Advised } from './adviseReport';

export const adviseCommand: Command = {
  name: 'advise',
  summary: 'find settings of an autoscaler that neither flap nor under-serve at the lowest cost',
  help: ADVISE_HELP,
  run: (args) => run(parseAdviseArguments(args, Date.now() / 1000, process.env)),
};

async function run(options: AdviseArguments): Promise<ExitCode> {
  const { policyPath, outputPath } = options;
  const read = await readCase(options);
  const { error } = replayCase(read);
  const advice = adviceOn(read, options);
  const manifest = aboutManifest(policyPath, () => changeManifest(read.policyText, advice.chosen.changes));
  const diff = unifiedDiff(policyPath === '-' ? 'manifest' : policyPath, read.policyText, manifest);
  if (outputPath !== undefined && outputPath !== '-') {
    writeAtomically(outputPath, manifest);
  }
  const advised = { read, error, advice, diff };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(asJson(advised, manifest))}\n`);
  } else if (outputPath === '-') {
    process.stderr.write(adviseReport(advised));
    process.stdout.write(manifest);
  } else {
    process.stdout.write(adviseReport(advised));
  }
  return EXIT.done;
}

function adviceOn({ input }: ReplayCase, { goals, candidates }: AdviseArguments): Advice {
  const progress = new Progress();
  return refusing(() => advise({ ...input, goals, candidates }, (share) => progress.say('trying settings', share)));
}

function asJson({ read: { recording, input }, error, advice }: Advised, manifest: string) {
  const { present, chosen, front, goals, attainableGoals, tried } = advice;
  const plain = ({ changes, outcome, summary, excess }: Candidate) => ({
    changes: changes.map((change) => ({ ...change, text: describeChange(change, present.autoscaler) })),
    meetsGoals: excess === 0,
    outcome,
    summary,
  });
  return {
    recording: recording.name,
    plant: input.plant,
    error,
    goals,
    attainableGoals,
    tried,
    isChangeAdvised: chosen !== present,
    explanation: explainAdvice(advice),
    present: plain(present),
    chosen: plain(chosen),
    front: front.map(plain),
    manifest,
  };
}
