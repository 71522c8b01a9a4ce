import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../yaml/configuration';
import { editableList } from '../yaml/list';
import type { TextEdit } from '../../../yaml/textEdits';
import type { NamedItem } from './bundle';
import { type Part, withAdded } from './part';
import { isShape, nameOf, type Shape, shapesOf } from './shape';

export interface ReceiverState {
  /** Receivers whose settings differ from those wanted and were kept. */
  readonly keptReceivers: readonly string[];
  /** Receivers that have no settings, so that their notifications go nowhere. */
  readonly emptyReceivers: readonly string[];
}

interface Decision {
  readonly wanted: NamedItem;
  readonly present?: { readonly meaning: Shape; readonly index: number };
  readonly action: 'add' | 'set' | 'keep';
}

/**
 * What becomes of the receivers: what is missing is added, what is empty is set, what has settings is kept, unless it is to be
 * replaced. Throws CommandError when one of them needs settings that the configuration lacks.
 */
export function receiversPart(
  configuration: Configuration,
  receivers: readonly NamedItem[],
  replace: boolean
): { readonly part: Part; readonly state: ReceiverState } {
  const list = editableList(configuration, configuration.root, 'receivers');
  const decisions = receivers.map((wanted) => decide(configuration, wanted, replace));
  const edits: TextEdit[] = [];
  const changes: string[] = [];
  for (const { wanted, present, action } of decisions) {
    if (action !== 'keep') {
      requireMailServer(configuration, wanted);
    }
    if (present !== undefined && action === 'set') {
      edits.push(...list.replace(present.index, [wanted.lines]));
      changes.push(`receiver ${wanted.name}: set`);
    }
  }
  const missing = decisions.filter(({ action }) => action === 'add').map(({ wanted }) => wanted);
  return {
    part: withAdded({ edits, changes }, list, missing, 'receiver'),
    state: {
      keptReceivers: names(decisions.filter(isKeptAgainstWish)),
      emptyReceivers: names(decisions.filter(endsEmpty)),
    },
  };
}

function decide(configuration: Configuration, wanted: NamedItem, replace: boolean): Decision {
  const shapes = shapesOf(configuration.meaning.receivers);
  const index = shapes.findIndex((shape) => nameOf(shape) === wanted.name);
  const meaning = shapes[index];
  if (meaning === undefined) {
    return { wanted, action: 'add' };
  }
  const differs = !isDeepStrictEqual(meaning, wanted.meaning);
  return { wanted, present: { meaning, index }, action: differs && (replace || isEmpty(meaning)) ? 'set' : 'keep' };
}

function isKeptAgainstWish({ wanted, present, action }: Decision): boolean {
  return action === 'keep' && !isEmpty(wanted.meaning) && !isDeepStrictEqual(present?.meaning, wanted.meaning);
}

function endsEmpty({ wanted, present, action }: Decision): boolean {
  return isEmpty(action === 'keep' && present !== undefined ? present.meaning : wanted.meaning);
}

/** Whether a receiver has a name and nothing else. */
function isEmpty(receiver: Shape): boolean {
  return Object.keys(receiver).every((key) => key === 'name');
}

function names(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ wanted }) => wanted.name);
}

/** Alertmanager refuses an e-mail receiver without a server; said here, it names the option that is to blame. */
function requireMailServer({ meaning, root, refusal }: Configuration, { meaning: receiver }: NamedItem): void {
  const global = isShape(meaning.global) ? meaning.global : {};
  if (receiver.email_configs !== undefined && (global.smtp_smarthost === undefined || global.smtp_from === undefined)) {
    throw refusal(root, '--email-to needs smtp_smarthost and smtp_from below global; set them first');
  }
}
