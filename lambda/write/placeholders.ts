/** Replaces the names and values of a DynamoDB expression by placeholders; each name has one. */
export interface Placeholders {
  /** The placeholders of a document path, such as `#n0.#n1`. */
  path(...names: readonly string[]): string;
  /** A new placeholder for a value. */
  value(value: unknown): string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Creates an empty set. Every name gets a placeholder, because DynamoDB reserves many words. */
export function createPlaceholders(): Placeholders {
  const tokens = new Map<string, string>();
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  let count = 0;
  const token = (name: string) => {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const placeholder = `#n${tokens.size}`;
    tokens.set(name, placeholder);
    names[placeholder] = name;
    return placeholder;
  };
  return {
    path: (...parts) => parts.map(token).join('.'),
    value: (value) => {
      const placeholder = `:v${count++}`;
      values[placeholder] = value;
      return placeholder;
    },
    names,
    values,
  };
}
