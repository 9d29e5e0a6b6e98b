type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown, rule: never, schema: Json) => boolean;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};
const ofString =
  (test: (text: string, rule: never) => boolean): Check =>
  (value, rule) =>
    typeof value !== 'string' || test(value, rule);
const ofNumber =
  (test: (number: number, rule: never) => boolean): Check =>
  (value, rule) =>
    typeof value !== 'number' || test(value, rule);

/** The keywords of JSON Schema 2020-12 that the formats use. */
const keywords: Readonly<Record<string, Check>> = {
  $schema: () => true,
  title: () => true,
  description: () => true,
  type: (value, rule: string) => types[rule]!(value),
  const: (value, rule) => value === rule,
  enum: (value, rule: unknown[]) => rule.includes(value),
  anyOf: (value, rule: Json[]) => rule.some((one) => accepts(one, value)),
  pattern: ofString((text, rule: string) => new RegExp(rule, 'u').test(text)),
  minLength: ofString((text, rule: number) => [...text].length >= rule),
  maxLength: ofString((text, rule: number) => [...text].length <= rule),
  minimum: ofNumber((number, rule: number) => number >= rule),
  maximum: ofNumber((number, rule: number) => number <= rule),
  items: (value, rule: Json) => !Array.isArray(value) || value.every((item) => accepts(rule, item)),
  minItems: (value, rule: number) => !Array.isArray(value) || value.length >= rule,
  required: (value, rule: string[]) => !isObject(value) || rule.every((key) => Object.hasOwn(value, key)),
  minProperties: (value, rule: number) => !isObject(value) || Object.keys(value).length >= rule,
  propertyNames: (value, rule: Json) => !isObject(value) || Object.keys(value).every((key) => accepts(rule, key)),
  properties: (value, rule: Readonly<Record<string, Json>>) =>
    !isObject(value) || Object.keys(rule).every((key) => !Object.hasOwn(value, key) || accepts(rule[key]!, value[key])),
  patternProperties: (value, rule: Readonly<Record<string, Json>>) =>
    !isObject(value) ||
    Object.entries(rule).every(([pattern, one]) =>
      Object.keys(value).every((key) => !new RegExp(pattern, 'u').test(key) || accepts(one, value[key])),
    ),
  additionalProperties: (value, rule: boolean | Json, schema) => {
    if (!isObject(value)) return true;
    const patterns = Object.keys((schema['patternProperties'] ?? {}) as Json).map((p) => new RegExp(p, 'u'));
    const known = (key: string) =>
      Object.hasOwn((schema['properties'] ?? {}) as Json, key) || patterns.some((p) => p.test(key));
    return Object.keys(value).every((key) => known(key) || (rule !== false && accepts(rule as Json, value[key])));
  },
};

/** Does the JSON Schema accept the value? A keyword that is not known here fails the test instead of passing it. */
export function accepts(schema: Json, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, rule]) => {
    const check = keywords[keyword];
    if (!check) throw new Error(`the keyword ${keyword} is not checked`);
    return check(value, rule as never, schema);
  });
}
