import type {Measure, Measures} from './measure.ts';

/**
 * The JSON Schema of an answer, for services that can be held to one: first a text in which a model that may write nothing
 * else can work out the rest.
 */
export function answerSchema(measures: Measures): Readonly<Record<string, unknown>> {
  const properties = Object.fromEntries(Object.entries(measures).map(([name, one]) => [name, schemas[one.kind](one)]));
  return {type: 'object', properties: {working: {type: 'string'}, ...properties}, required: Object.keys(measures)};
}

/** The same shape in words, for the question itself: one line. */
export function answerShape(measures: Measures): string {
  return `{${Object.entries(measures)
    .map(([name, one]) => `"${name}": ${described(one)}`)
    .join(', ')}}`;
}

const listOf = (one: Measure) => ({
  type: 'array',
  items: 'among' in one && one.among.length > 0 ? {type: 'string', enum: one.among} : {type: 'string'},
});

const schemas: Readonly<Record<Measure['kind'], (one: Measure) => object>> = {
  number: () => ({type: 'number'}),
  truth: () => ({type: 'boolean'}),
  word: (one) => ({type: 'string', enum: 'among' in one ? one.among : []}),
  set: listOf,
  order: listOf,
};

function described(one: Measure): string {
  switch (one.kind) {
    case 'number':
      return `<number: ${one.unit}>`;
    case 'truth':
      return `<true or false: ${one.unit}>`;
    case 'word':
      return one.among.map((word) => `"${word}"`).join(' | ');
    case 'set':
      return `[<any of ${one.among.join(', ')}, in any order; [] for none>]`;
    case 'order':
      return `[<any of ${one.among.join(', ')}, the first one first; [] for none>]`;
  }
}
