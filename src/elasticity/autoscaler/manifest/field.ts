import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import { ManifestError } from './error';
import { parseQuantity } from './quantity';

/** One field of a manifest that is being read: its value, and where it stands for errors. */
export class Field {
  constructor(
    private readonly node: Node | null,
    readonly path: string,
    private readonly lines: LineCounter,
    /** Offset to name when there is no node: that of the key. */
    private readonly offset: number
  ) {}

  get line(): number {
    return this.lines.linePos(this.node?.range?.[0] ?? this.offset).line;
  }

  fail(problem: string): never {
    throw new ManifestError(this.line, this.path, problem);
  }

  /**
   * The fields of a mapping by name. An empty value is taken as an empty mapping.
   *
   * @param known names that may occur; any when left out
   */
  fields(known?: readonly string[]): ReadonlyMap<string, Field> {
    const { node } = this;
    if (node === null || (isScalar(node) && node.value === null)) {
      return new Map();
    }
    if (isAlias(node)) {
      this.fail('is an alias; write the value out.');
    }
    if (!isMap(node)) {
      this.fail(`is ${kindOf(node)}; it has to be a mapping.`);
    }
    const fields = new Map<string, Field>();
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== 'string') {
        this.fail('has a key that is not a word.');
      }
      const name = key.value;
      const path = this.path === '' ? name : `${this.path}.${name}`;
      const field = new Field(value as Node | null, path, this.lines, key.range?.[0] ?? this.offset);
      if (known !== undefined && !known.includes(name)) {
        throw new ManifestError(
          this.lines.linePos(key.range?.[0] ?? this.offset).line,
          path,
          `unknown field (there are: ${known.join(', ')}).`
        );
      }
      fields.set(name, field);
    }
    return fields;
  }

  items(): readonly Field[] {
    const { node } = this;
    if (!isSeq(node)) {
      this.fail(`is ${kindOf(node)}; it has to be a list.`);
    }
    return node.items.map(
      (item, i) => new Field(item as Node | null, `${this.path}[${i}]`, this.lines, node.range?.[0] ?? this.offset)
    );
  }

  text(): string {
    const value = this.scalar();
    return typeof value === 'string' && value !== '' ? value : this.fail(`${shown(value)} is not a text.`);
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    const value = this.scalar();
    return allowed.find((one) => one === value) ?? this.fail(`${shown(value)} is not one of ${allowed.join(', ')}.`);
  }

  integer(least: number, most = 2 ** 31 - 1): number {
    const value = this.scalar();
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.fail(`${shown(value)} is not a whole number.`);
    }
    if (value < least || value > most) {
      this.fail(`${value} has to be ${most < 2 ** 31 - 1 ? `from ${least} to ${most}` : `${least} or more`}.`);
    }
    return value;
  }

  boolean(): boolean {
    const value = this.scalar();
    return typeof value === 'boolean' ? value : this.fail(`${shown(value)} is neither true nor false.`);
  }

  /** A quantity of Kubernetes (`500m`, `1.5`, `2Gi`), above zero unless said otherwise. */
  quantity(allowsZero = false): number {
    const value = this.scalar();
    const quantity = typeof value === 'number' || typeof value === 'string' ? parseQuantity(String(value)) : undefined;
    if (quantity === undefined) {
      this.fail(`${shown(value)} is not a quantity (use one like 500m, 1.5 or 2Gi).`);
    }
    return quantity > 0 || (allowsZero && quantity === 0)
      ? quantity
      : this.fail(`${shown(value)} has to be ${allowsZero ? '0 or more' : 'above 0'}.`);
  }

  /** A plain number, in quotes or not, as KEDA writes its metadata. */
  number(least: number): number {
    const value = this.scalar();
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      this.fail(`${shown(value)} is not a number.`);
    }
    return number >= least ? number : this.fail(`${number} has to be ${least} or more.`);
  }

  /** The value of a field that has no inner ones. */
  scalar(): unknown {
    const { node } = this;
    if (isAlias(node)) {
      this.fail('is an alias; write the value out.');
    }
    return isScalar(node)
      ? node.value
      : node === null
        ? null
        : this.fail(`is ${kindOf(node)}; it has to be one value.`);
  }
}

function kindOf(node: Node | null): string {
  if (isMap(node)) {
    return 'a mapping';
  }
  if (isSeq(node)) {
    return 'a list';
  }
  return isScalar(node) && node.value !== null ? quoted(node.value) : 'empty';
}

/** A value as an error shows it: cut short, control characters written out. */
export function quoted(value: unknown): string {
  return JSON.stringify(String(value).slice(0, 40));
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : quoted(value);
}

/** The field of this name; a mistake of the whole when it is missing. */
export function required(fields: ReadonlyMap<string, Field>, name: string, whole: Field): Field {
  return fields.get(name) ?? whole.fail(`has no ${name}.`);
}
