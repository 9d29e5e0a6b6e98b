type Schema = Readonly<Record<string, unknown>>;

/**
 * A JSON Schema in the subset that both vendors take for structured output
 * (https://platform.openai.com/docs/guides/structured-outputs,
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs): objects are closed and all their keys are
 * required, `oneOf` is said as `anyOf`, `const` as an `enum` of one; every keyword outside the subset, such as limits of
 * length, is left out. The answer is checked against the full schema elsewhere. Recursion is as deep as the schema, which
 * is ours.
 */
export function vendorSchema(schema: Schema): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (Object.hasOwn(translations, keyword)) Object.assign(out, translations[keyword]?.(value));
  }
  if (schema['type'] !== 'object') return out;
  const properties = isSchema(out['properties']) ? out['properties'] : {};
  return {...out, properties, required: Object.keys(properties), additionalProperties: false};
}

const same = (keyword: string) => (value: unknown) => ({[keyword]: value});
const each = (keyword: string) => (value: unknown) =>
  Array.isArray(value) ? {[keyword]: value.map((one) => (isSchema(one) ? vendorSchema(one) : one))} : {};
/** Keys of `properties` and `$defs` are names, never keywords. */
const named = (keyword: string) => (value: unknown) => ({
  [keyword]: Object.fromEntries(
    Object.entries(isSchema(value) ? value : {}).map(([name, one]) => [name, isSchema(one) ? vendorSchema(one) : one]),
  ),
});

const translations: Readonly<Record<string, (value: unknown) => Record<string, unknown>>> = {
  type: same('type'),
  enum: same('enum'),
  const: (value) => ({enum: [value]}),
  $ref: same('$ref'),
  description: same('description'),
  title: same('title'),
  items: (value) => (isSchema(value) ? {items: vendorSchema(value)} : {}),
  anyOf: each('anyOf'),
  oneOf: each('anyOf'),
  properties: named('properties'),
  $defs: named('$defs'),
};

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
