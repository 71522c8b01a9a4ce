/** Headers of a request by name, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** RFC 7617. */
export function basic(username: string, password: string): Headers {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}
