import { isObject, type JsonObject } from '../usage';
import { BYTES_PER_TOKEN, FactCollector } from './facts';
import type { AnswerReader } from './reader';
import { HeadAndTail, LARGEST_DOCUMENT, parseObject } from './tail';
import { textBytes } from './text';

/** A whole JSON document. */
export class DocumentReader implements AnswerReader {
  readonly facts = new FactCollector();
  private parts: Buffer[] = [];
  private size = 0;
  private large: HeadAndTail | undefined;

  push(chunk: Buffer): void {
    if (this.large !== undefined) {
      this.large.push(chunk);
      return;
    }
    this.parts.push(chunk);
    this.size += chunk.length;
    if (this.size > LARGEST_DOCUMENT) {
      this.large = new HeadAndTail(Buffer.concat(this.parts));
      this.parts = [];
    }
  }

  end(): void {
    const document = this.large?.read() ?? parseObject(Buffer.concat(this.parts).toString('utf8'));
    this.parts = [];
    if (document !== undefined) {
      this.facts.read(document);
      this.facts.estimatedOutput = Math.ceil(textBytes(answerParts(document)) / BYTES_PER_TOKEN);
    }
  }
}

/** Where the text of an answer stands in the APIs of OpenAI, Anthropic and Ollama. */
function answerParts({ choices, output, content, message, response }: JsonObject): unknown {
  return [choices, output, content, message, isObject(response) ? response.output : response];
}
