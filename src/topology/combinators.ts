import * as z from 'zod/mini';
import {didYouMean, nearest} from '../nearest.ts';
import {keysInOrder} from './parts.ts';
import {type Quick, quickMapping, quickOf, unsure, withQuick} from './quick.ts';
import {shown} from './shown.ts';

// Compiling a checker pays from some thousand objects on; for a file of usual size it costs more than it saves.
z.config({jitless: true});

/** A message of this schema: two lines, what is wrong and what to do next; parse.ts takes them apart. */
export const says = (what: string, hint: string) => `${what}\n${hint}`;

/** What to say where a value is missing or not of its kind. */
function mustBe(kind: string, hint: string) {
  return (issue: {readonly input?: unknown}) =>
    says(issue.input === undefined ? 'is missing' : `must be ${kind}, not ${shown(issue.input)}`, hint);
}

/** Problems that one list or mapping of names reports at most: a file that is wrong throughout is told so quickly. */
const mostIssues = 200;
const longestName = 1000;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type Json = Record<string, unknown>;
/** JSON Schemas of the parts that zod cannot describe by itself. */
const jsonParts = z.registry<{readonly json: () => Json}>();

/** Gives `schema` a JSON Schema of its own. */
export function described<T extends z.ZodMiniType>(schema: T, json: () => Json): T {
  jsonParts.add(schema, {json});
  return schema;
}

/** The same schema with words for whoever completes a file in an editor. */
export function noted<T extends z.ZodMiniType>(schema: T, words: z.core.GlobalMeta): T {
  const copy = schema.clone();
  z.globalRegistry.add(copy, words);
  return withQuick(copy, quickOf(schema));
}

/** The JSON Schema of one part, for the parts above it. */
export function partJsonSchema(schema: z.ZodMiniType): Json {
  const {$schema: _, ...json} = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({zodSchema, jsonSchema}) => {
      const own = jsonParts.get(zodSchema);
      if (own) Object.assign(jsonSchema, own.json());
      if (zodSchema._zod.def.type === 'object') Object.assign(jsonSchema, {patternProperties: {'^x-': {}}});
    },
  });
  return json;
}

/** A mapping with these keys and no others, but for keys that start with x-, which are the author's own. */
export function mapping<S extends z.core.$ZodLooseShape>(what: string, shape: S) {
  const known = Object.keys(shape);
  const hint = `A ${what} takes: ${known.join(', ')}.`;
  const notMapping = mustBe('a mapping', hint);
  const error: z.core.$ZodErrorMap = (issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
          .map((key, i) => says(`unknown key "${shown(key)}"`, i < mostIssues ? didYouMean(key, known, hint) : hint))
          .join('\n\n')
      : notMapping(issue);
  const schema = z.pipe(z.transform(withoutExtensions), z.strictObject(shape, {error}));
  withQuick(schema, quickMapping(shape) as Quick<z.output<typeof schema>>);
  return schema;
}

function withoutExtensions(value: unknown): unknown {
  if (!isMapping(value)) return value;
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith('x-'))) return value;
  return Object.fromEntries(keys.filter((key) => !key.startsWith('x-')).map((key) => [key, value[key]]));
}

/** A mapping from names that the author chose to values of one kind, in file order. Any text is a name, `__proto__` too. */
export function dictionary<T extends z.ZodMiniType>(what: string, value: T) {
  const error = mustBe('a mapping', `Write one line per ${what}: NAME: {...}`);
  const quick = quickOf(value);
  const read = z.transform((entries: Readonly<Json>, context) => {
    const result = new Map<string, z.output<T>>();
    for (const key of keysInOrder(entries)) {
      const problem = nameProblem(key);
      if (problem)
        context.issues.push({code: 'custom', path: [key], message: problem, input: key, params: {at: 'key'}});
      const plain = quick(entries[key]);
      if (plain !== unsure) {
        result.set(key, plain);
        continue;
      }
      const parsed = value.safeParse(entries[key]);
      if (parsed.success) result.set(key, parsed.data);
      else if (!passOn(parsed.error, key, context)) break;
    }
    return result as ReadonlyMap<string, z.output<T>>;
  });
  const schema = z.pipe(z.custom<Readonly<Json>>(isMapping, {error}), read);
  withQuick(schema, (entries) => {
    if (!isMapping(entries)) return unsure;
    const result = new Map<string, z.output<T>>();
    for (const key of keysInOrder(entries)) {
      const own = nameProblem(key) === undefined ? quick(entries[key]) : unsure;
      if (own === unsure) return unsure;
      result.set(key, own);
    }
    return result;
  });
  return described(schema, () => ({
    type: 'object',
    propertyNames: nameJson,
    additionalProperties: partJsonSchema(value),
  }));
}

export function list<T extends z.ZodMiniType>(item: T) {
  const error = mustBe('a list', 'Write [a, b] or one "- item" a line.');
  const quick = quickOf(item);
  const read = z.transform((items: readonly unknown[], context) => {
    const result: z.output<T>[] = [];
    for (const [i, one] of items.entries()) {
      const parsed = item.safeParse(one);
      if (parsed.success) result.push(parsed.data);
      else if (!passOn(parsed.error, i, context)) break;
    }
    return result;
  });
  const schema = z.pipe(
    z.custom<readonly unknown[]>((value) => Array.isArray(value), {error}),
    read,
  );
  withQuick(schema, (items) => {
    if (!Array.isArray(items)) return unsure;
    const result: z.output<T>[] = new Array(items.length);
    for (let i = 0; i < items.length; i += 1) {
      const own = quick(items[i]);
      if (own === unsure) return unsure;
      result[i] = own;
    }
    return result;
  });
  return described(schema, () => ({type: 'array', items: partJsonSchema(item)}));
}

/** Hands the problems of a part on to the whole; false where the whole has enough. (One by one: there can be more than a call takes arguments.) */
function passOn(error: z.core.$ZodError, step: string | number | undefined, {issues}: {issues: z.core.$ZodRawIssue[]}) {
  for (const issue of error.issues) {
    const path = step === undefined ? issue.path : [step, ...issue.path];
    issues.push({...issue, path} as z.core.$ZodRawIssue);
  }
  return issues.length < mostIssues;
}

function nameProblem(name: string): string | undefined {
  if (name === '') return says('a name is empty', 'Give it a name.');
  if (name.length > longestName) {
    return says(`the name "${shown(name)}" is too long`, `A name has at most ${longestName} characters.`);
  }
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) {
    return says(`the name "${shown(name)}" has control characters`, 'Take them out of the name.');
  }
  return undefined;
}

const nameJson = {minLength: 1, maxLength: longestName, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$'};
const notText = mustBe('text', 'Write text, in quotes if need be.');

/** Plain text without control characters (line ends and tabs are fine). */
export const text = described(
  z.string({error: notText}).check(
    z.refine((value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(value), {
      error: (issue) => says(`has control characters: ${shown(issue.input)}`, 'Take them out of the text.'),
    }),
  ),
  () => ({pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$'}),
);

/** A name that stands as a value: text on one line, not empty. */
export const name = described(
  z.string({error: notText}).check(
    z.refine((value) => nameProblem(value) === undefined, {
      error: (issue) => nameProblem(String(issue.input)) ?? '',
    }),
  ),
  () => nameJson,
);
withQuick(name, (value) => (typeof value === 'string' && nameProblem(value) === undefined ? value : unsure));

export const flag = z.boolean({error: mustBe('true or false', 'Write true or false, without quotes.')});

/** A whole number of at least `least` and at most `most`. */
export function whole(least: number, most = 1_000_000_000) {
  const error = mustBe(`a whole number from ${least} to ${most}`, `Write a whole number, ${least} or more.`);
  return z.int({error, abort: true}).check(z.gte(least, {error}), z.lte(most, {error}));
}

/** A number of at least 0. */
export const amount = z
  .number({error: mustBe('a number', 'Write a number, 0 or more.')})
  .check(
    z.gte(0, {error: (issue) => says(`must not be negative: ${shown(issue.input)}`, 'Write a number, 0 or more.')}),
  );

/** One of the given words. */
export function word<const W extends readonly [string, ...string[]]>(...words: W) {
  return z.enum(words, {
    error: (issue) => {
      const near = typeof issue.input === 'string' ? nearest(issue.input, words) : undefined;
      return says(
        `is not one of ${words.join(', ')}: ${shown(issue.input)}`,
        near ? `Did you mean "${near}"?` : `Write one of: ${words.join(', ')}.`,
      );
    },
  });
}

/** A plain value, or a mapping with more detail: the author's choice decides which of the two is checked. */
export function plainOr<P extends z.ZodMiniType, M extends z.ZodMiniType>(plain: P, detailed: M) {
  const read = z.transform((value: unknown, context): z.output<P> | z.output<M> => {
    const parsed = (isMapping(value) ? detailed : plain).safeParse(value);
    if (parsed.success) return parsed.data as z.output<P> | z.output<M>;
    passOn(parsed.error, undefined, context);
    return z.NEVER;
  });
  const [quickPlain, quickDetailed] = [quickOf(plain), quickOf(detailed)];
  const schema = z.pipe(z.unknown(), read);
  withQuick(schema, ((value) => (isMapping(value) ? quickDetailed : quickPlain)(value)) as Quick<
    z.output<typeof schema>
  >);
  return described(schema, () => ({anyOf: [partJsonSchema(plain), partJsonSchema(detailed)]}));
}
