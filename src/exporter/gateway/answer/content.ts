import { isObject, type JsonObject } from '../usage';

const DELTA_FIELDS = ['content', 'reasoning_content', 'reasoning', 'tool_calls', 'function_call', 'refusal'] as const;

/** Whether an event of a stream brings something that a reader waits for; the role alone does not. */
export function hasContent(event: JsonObject): boolean {
  return ofChoices(event.choices) || ofTypedEvent(event) || ofOllama(event);
}

/** OpenAI's chat completions (`delta`) and completions (`text`). */
function ofChoices(choices: unknown): boolean {
  return (
    Array.isArray(choices) &&
    choices.some((choice: unknown) => {
      if (!isObject(choice)) {
        return false;
      }
      const { delta, text } = choice;
      return isFilled(text) || (isObject(delta) && DELTA_FIELDS.some((field) => isFilled(delta[field])));
    })
  );
}

/** OpenAI's responses (`response.output_text.delta` and the like) and Anthropic's messages (`content_block_delta`). */
function ofTypedEvent({ type, delta }: JsonObject): boolean {
  if (typeof type !== 'string') {
    return false;
  }
  if (type === 'content_block_delta') {
    return isObject(delta) && ['text', 'thinking', 'partial_json'].some((field) => isFilled(delta[field]));
  }
  return type.startsWith('response.') && type.endsWith('.delta') && isFilled(delta);
}

/** Ollama's chat (`message`) and generate (`response`). */
function ofOllama({ message, response }: JsonObject): boolean {
  return (
    (typeof response === 'string' && response !== '') ||
    (isObject(message) && ['content', 'thinking', 'tool_calls'].some((field) => isFilled(message[field])))
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value) ? value.length > 0 : isObject(value);
}
