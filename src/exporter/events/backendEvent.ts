/** What a backend can say of itself at `/events`. */
export type BackendEvent =
  | { readonly type: 'model_loaded'; readonly seconds: number; readonly model?: string }
  | { readonly type: 'vector_search'; readonly seconds: number };

export type EventType = BackendEvent['type'];

/** One sentence that says which event and field is wrong, and what is allowed. */
export class EventError extends Error {}

/** Fields of each type, in the order in which messages name them. */
const FIELDS: Readonly<Record<EventType, readonly string[]>> = {
  model_loaded: ['type', 'seconds', 'model'],
  vector_search: ['type', 'seconds'],
};

export const EVENT_TYPES: readonly EventType[] = ['model_loaded', 'vector_search'];

const MOST_EVENTS = 100;
const LONGEST_SECONDS = 86_400;
const LONGEST_MODEL = 200;
const LONGEST_QUOTE = 40;

/** Reads one event or an array of them. Throws EventError when any is not exactly as it should be. */
export function parseEvents(text: string): readonly BackendEvent[] {
  const document = parseJson(text);
  if (!Array.isArray(document)) {
    return [parseEvent(document, 'the event')];
  }
  if (document.length > MOST_EVENTS) {
    throw new EventError(`${document.length} events; send at most ${MOST_EVENTS} at a time`);
  }
  return document.map((event: unknown, index) => parseEvent(event, `event ${index + 1}`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EventError('the body is not JSON; send one event, or an array of events');
  }
}

function parseEvent(event: unknown, where: string): BackendEvent {
  if (!isRecord(event)) {
    throw new EventError(
      `${where}: ${quote(event)} is not an object; send e.g. {"type":"vector_search","seconds":0.02}`
    );
  }
  const type = EVENT_TYPES.find((known) => known === event.type);
  if (type === undefined) {
    throw new EventError(`${where}: type: ${quote(event.type)} is not known; use ${EVENT_TYPES.join(' or ')}`);
  }
  const unknown = Object.keys(event).find((field) => !FIELDS[type].includes(field));
  if (unknown !== undefined) {
    throw new EventError(`${where}: ${quote(unknown)} is no field of ${type}; it has ${FIELDS[type].join(', ')}`);
  }
  const seconds = parseSeconds(event.seconds, where);
  return type === 'model_loaded' && event.model !== undefined
    ? { type, seconds, model: parseModel(event.model, where) }
    : { type, seconds };
}

function parseSeconds(seconds: unknown, where: string): number {
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
    throw new EventError(`${where}: seconds: ${quote(seconds)} is not a number from 0 to ${LONGEST_SECONDS}`);
  }
  return seconds;
}

function parseModel(model: unknown, where: string): string {
  if (typeof model !== 'string' || model === '' || model.length > LONGEST_MODEL) {
    throw new EventError(`${where}: model: ${quote(model)} is not a name of 1 to ${LONGEST_MODEL} characters`);
  }
  return model;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as the message shows it; deep or long ones only by their kind. */
function quote(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'an array' : 'an object';
  }
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
