/** What is wrong with a manifest: where, in which field, and what to write instead. */
export class ManifestError extends Error {
  constructor(
    /** Line in the text, from 1; `undefined` when it is about the text as a whole. */
    readonly line: number | undefined,
    /** Path of the field, as in `spec.metrics[0].external.target`; empty for the whole. */
    readonly field: string,
    problem: string
  ) {
    const place = line === undefined ? '' : `line ${line}: `;
    super(`${place}${field === '' ? '' : `${field}: `}${problem}`);
  }
}
