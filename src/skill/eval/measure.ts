/** How one part of an answer is measured, with what is right. */
export type Measure =
  /** Right within `tolerance` to either side. */
  | {readonly kind: 'number'; readonly right: number; readonly tolerance: number; readonly unit: string}
  | {readonly kind: 'truth'; readonly right: boolean; readonly unit: string}
  | {readonly kind: 'word'; readonly right: string; readonly among: readonly string[]}
  /** All of them and no other, in any order. */
  | {readonly kind: 'set'; readonly right: readonly string[]; readonly among: readonly string[]}
  /** All of them and no other, in this order. */
  | {readonly kind: 'order'; readonly right: readonly string[]; readonly among: readonly string[]};

export type Measures = Readonly<Record<string, Measure>>;
export type Answer = Readonly<Record<string, number | boolean | string | readonly string[]>>;

/** An answer part by part; it passes when every part is right. */
export interface Grade {
  readonly passed: boolean;
  readonly parts: readonly {readonly name: string; readonly right: boolean; readonly given: unknown}[];
}

/** The answer that is right. */
export function rightAnswer(measures: Measures): Answer {
  return Object.fromEntries(Object.entries(measures).map(([name, {right}]) => [name, right]));
}

/**
 * Grades an answer exactly, without a judge. A number may come as text, with a percent sign or a unit's letters behind
 * it; words count in any case; what a set names twice counts once. Anything missing or of another kind is wrong.
 */
export function grade(measures: Measures, answer: unknown): Grade {
  const given = isObject(answer) ? answer : {};
  const parts = Object.entries(measures).map(([name, measure]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return {name, right: isRight(measure, value), given: value};
  });
  return {passed: parts.every(({right}) => right), parts};
}

/**
 * Why an answer cannot be graded: it is no object, or a part that was asked for is missing or of another kind. Of a word
 * and of a list it is enough that they are one. undefined where every part can be read.
 */
export function unreadable(measures: Measures, answer: unknown): string | undefined {
  if (!isObject(answer)) return 'it holds no JSON object';
  for (const [name, {kind}] of Object.entries(measures)) {
    if (!Object.hasOwn(answer, name)) return `its JSON object has no "${name}"`;
    if (readers[kind](answer[name]) === null) return `"${name}" is no ${kinds[kind]}`;
  }
  return undefined;
}

function isRight(measure: Measure, value: unknown): boolean {
  switch (measure.kind) {
    case 'number': {
      const number = numberIn(value);
      return number !== null && Math.abs(number - measure.right) <= measure.tolerance;
    }
    case 'truth':
      return truthIn(value) === measure.right;
    case 'word':
      return wordIn(value) === wordIn(measure.right);
    case 'set': {
      const names = namesIn(value);
      return names !== null && same([...new Set(names)].sort(), measure.right.map(wordIn).sort());
    }
    case 'order': {
      const names = namesIn(value);
      return names !== null && same(names, measure.right.map(wordIn));
    }
  }
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = typeof value === 'string' && value.length < 60 ? value.trim() : '';
  return /^-?\d+(?:\.\d+)?(?:\s?(?:%|[a-z]{1,10}))?$/i.test(text) ? Number.parseFloat(text) : null;
}

function truthIn(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = wordIn(value);
  return word === 'true' || word === 'yes' ? true : word === 'false' || word === 'no' ? false : null;
}

const wordIn = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : null);

function namesIn(value: unknown): readonly (string | null)[] | null {
  return Array.isArray(value) ? value.map(wordIn) : null;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

const readers = {number: numberIn, truth: truthIn, word: wordIn, set: namesIn, order: namesIn} as const;
const kinds = {number: 'number', truth: 'true or false', word: 'word', set: 'list', order: 'list'} as const;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
