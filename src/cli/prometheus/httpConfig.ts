import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { CommandError } from '../command';
import { readText } from '../files';
import { basic, type Headers } from './headers';

type Fields = Readonly<Record<string, unknown>>;

/** What to do instead of what Node's fetch cannot be told by a file. */
const INSTEAD: Readonly<Record<string, string>> = {
  tls_config: 'name the certificate authority in the environment: NODE_EXTRA_CA_CERTS=FILE',
  bearer_token: 'write authorization: {credentials: …}',
  bearer_token_file: 'write authorization: {credentials_file: …}',
};

/**
 * The headers that a file for `promtool --http.config.file` asks for: `basic_auth`, `authorization` and `http_headers`. Files
 * that it names are looked for beside it. Source: Prometheus documentation, "HTTP configuration for promtool".
 *
 * @throws CommandError that names file and field
 */
export function headersOfConfig(path: string): Headers {
  const file = new ConfigFile(path);
  const fields = file.fields(file.content(), '', ['basic_auth', 'authorization', 'http_headers']);
  return { ...httpHeaders(file, fields), ...basicAuth(file, fields), ...authorization(file, fields) };
}

function basicAuth(file: ConfigFile, { basic_auth: value }: Fields): Headers {
  if (value === undefined) {
    return {};
  }
  const fields = file.fields(value, 'basic_auth', ['username', 'username_file', 'password', 'password_file']);
  const username = file.text(fields, 'basic_auth', 'username');
  return basic(
    username ?? file.fail('basic_auth.username', 'is missing'),
    file.text(fields, 'basic_auth', 'password') ?? ''
  );
}

function authorization(file: ConfigFile, { authorization: value }: Fields): Headers {
  if (value === undefined) {
    return {};
  }
  const fields = file.fields(value, 'authorization', ['type', 'credentials', 'credentials_file']);
  const { type = 'Bearer' } = fields;
  const credentials = file.text(fields, 'authorization', 'credentials');
  return {
    authorization: `${type} ${credentials ?? file.fail('authorization.credentials', 'is missing')}`,
  };
}

function httpHeaders(file: ConfigFile, { http_headers: value = {} }: Fields): Headers {
  const headers = Object.entries(file.fields(value, 'http_headers')).map(([name, of]) => {
    const place = `http_headers.${name}`;
    const { values = [], secrets = [], files = [] } = file.fields(of, place, ['values', 'secrets', 'files']);
    const texts = [
      ...file.texts(values, `${place}.values`),
      ...file.texts(secrets, `${place}.secrets`),
      ...file.texts(files, `${place}.files`).map((one) => file.beside(one)),
    ];
    return [name.toLowerCase(), texts.join(', ')] as const;
  });
  return Object.fromEntries(headers);
}

/** The configuration as YAML, with errors that name file and field. */
class ConfigFile {
  constructor(private readonly path: string) {}

  content(): unknown {
    try {
      return parse(readText(this.path), { maxAliasCount: 0 }) ?? {};
    } catch (error) {
      throw error instanceof CommandError ? error : this.fail('', `is not YAML: ${String(error).split('\n')[0]}`);
    }
  }

  fields(value: unknown, place: string, known?: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail(place, 'has to be a mapping');
    }
    for (const name of Object.keys(value)) {
      if (known !== undefined && !known.includes(name)) {
        const inner = place === '' ? name : `${place}.${name}`;
        this.fail(inner, `is not supported; ${INSTEAD[name] ?? `there are ${known.join(', ')}`}`);
      }
    }
    return { ...value };
  }

  /** The text of a field, or of the file that the field `…_file` names. */
  text(fields: Fields, place: string, name: string): string | undefined {
    const { [name]: text, [`${name}_file`]: path } = fields;
    if (text !== undefined && path !== undefined) {
      this.fail(`${place}.${name}`, `is given beside ${name}_file; leave one of them out`);
    }
    if (path !== undefined) {
      return this.beside(String(path));
    }
    return text === undefined || text === null ? undefined : String(text);
  }

  texts(value: unknown, place: string): readonly string[] {
    return Array.isArray(value) ? value.map(String) : this.fail(place, 'has to be a list');
  }

  beside(path: string): string {
    return readText(resolve(dirname(this.path), path)).trim();
  }

  fail(place: string, problem: string): never {
    throw new CommandError(`${this.path}: ${place === '' ? '' : `${place} `}${problem}`);
  }
}
