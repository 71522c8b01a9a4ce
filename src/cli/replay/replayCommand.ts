import { metricsOf } from '../../elasticity/autoscaler';
import { type Command, EXIT, type ExitCode } from '../command';
import { readCase, replayCase } from './readCase';
import { parseReplayArguments, REPLAY_HELP, type ReplayArguments } from './replayOptions';
import { replayReport } from './replayReport';

export const replayCommand: Command = {
  name: 'replay',
  summary: 'say what an autoscaler would have done under a recorded load',
  help: REPLAY_HELP,
  run: (args) => run(parseReplayArguments(args, Date.now() / 1000, process.env)),
};

async function run(options: ReplayArguments): Promise<ExitCode> {
  const read = await readCase(options);
  const { recording, input } = read;
  const { plant } = input;
  const specs = metricsOf(input.autoscaler);
  const { summary, changes = [], series, error } = replayCase(read);
  const metrics = specs.map(({ name }, i) => ({ name, from: recording.metrics[i].from }));
  if (options.json) {
    const columns = series && {
      timesSeconds: [...series.timesSeconds],
      desired: [...series.desired],
      ready: [...series.ready],
      waiting: [...series.waiting],
    };
    const { name } = recording;
    process.stdout.write(
      `${JSON.stringify({ recording: name, plant, metrics, error, summary, changes, series: columns })}\n`
    );
  } else {
    process.stdout.write(
      replayReport({ recording, plant, summary, error }, options.listsChanges ? changes : [], specs)
    );
  }
  return EXIT.done;
}
