/** A place in a text that cannot be changed without changing something else. */
export class YamlEditError extends Error {
  constructor(
    /** Where in the text, from 0. */
    readonly offset: number,
    problem: string
  ) {
    super(problem);
  }
}
