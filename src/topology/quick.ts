import type * as z from 'zod/mini';

/** What a quick reader answers where it is not sure that all is well: the schema then reads the value itself, and says what is wrong. */
export const unsure = Symbol('unsure');

/** What the schema would make of a value, in a fraction of the time; `unsure` for anything that is not plainly right. */
export type Quick<T> = (value: unknown) => T | typeof unsure;

const readers = new WeakMap<z.core.$ZodType, Quick<unknown>>();

/** Gives `schema` a quick reader, which must answer what the schema answers, or `unsure`. */
export function withQuick<T extends z.ZodMiniType>(schema: T, read: Quick<z.output<T>>): T {
  readers.set(schema, read);
  return schema;
}

/** The quick reader of `schema`, for a value that is there; without one of its own the schema reads. */
export function quickOf<T extends z.ZodMiniType>(schema: T): Quick<z.output<T>> {
  const own = readers.get(schema);
  if (own) return own as Quick<z.output<T>>;
  const inner = optionalInner(schema);
  if (inner) return quickOf(inner) as Quick<z.output<T>>;
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : unsure;
  };
}

/** The quick reader of a mapping with these keys and no others. */
export function quickMapping(shape: z.core.$ZodLooseShape): Quick<Record<string, unknown>> {
  const fields = Object.entries(shape as Readonly<Record<string, z.ZodMiniType>>).map(([key, schema]) => ({
    key,
    read: quickOf(schema),
    optional: optionalInner(schema) !== undefined,
  }));
  const lastNeeded = fields.findLastIndex(({optional}) => !optional);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unsure;
    let left = Object.keys(value).length;
    const result: Record<string, unknown> = {};
    // In the order of the schema, as the schema itself has them.
    for (let at = 0; at < fields.length && (left > 0 || at <= lastNeeded); at += 1) {
      const {key, read, optional} = fields[at]!;
      if (!Object.hasOwn(value, key)) {
        if (optional) continue;
        return unsure;
      }
      const own = (value as Readonly<Record<string, unknown>>)[key];
      const part = own === undefined ? unsure : read(own);
      if (part === unsure) return unsure;
      result[key] = part;
      left -= 1;
    }
    return left === 0 ? result : unsure;
  };
}

function optionalInner(schema: z.ZodMiniType): z.ZodMiniType | undefined {
  const {def} = schema._zod;
  return def.type === 'optional' ? (def as unknown as {readonly innerType: z.ZodMiniType}).innerType : undefined;
}
