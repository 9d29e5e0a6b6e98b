import {messageBits} from './sql-structure.ts';
import {type Fact, requestAt} from './structure.ts';

type Row = Readonly<Record<string, unknown>>;

/** A span that is part of a request, both as descriptions. */
export interface Part {
  readonly span: number;
  readonly request: ReturnType<typeof requestAt>;
}

/** Messages that are alike: a producer's or consumer's span, what it hangs below, and what it refers to. */
export interface MessageFact extends Part {
  /** The same for the same span and parent, in whichever requests. */
  readonly key: number;
  readonly parent: Part | undefined;
  readonly begins: boolean;
  readonly linked: readonly Part[];
  /** How many links lead to each of `linked`, over all of these messages. */
  readonly times: readonly number[];
  /** How long each took in microseconds. */
  readonly values: readonly number[];
}

/** Reads the two numbers of a fact about messages, as `messageBits` has them. */
export function messageFact({a, b, values}: Pick<Fact, 'a' | 'b' | 'values'>): MessageFact {
  const numbers = 2 ** messageBits.number;
  const requests = 2 ** messageBits.request;
  const above = Math.floor(a / numbers) % numbers;
  return {
    key: a,
    span: (a % numbers) - 1,
    request: requestAt(b % requests),
    parent: above === 0 ? undefined : {span: above - 1, request: requestAt(Math.floor(b / requests))},
    begins: Math.floor(a / 2 ** messageBits.begins) === 1,
    linked: [],
    times: [],
    values,
  };
}

/** A row of `linkedSql`. */
export function linkedFact(row: Row): MessageFact {
  const [values, times] = [row.vs, row.times].map((list) => (list as unknown[]).map(Number));
  return {
    ...messageFact({a: Number(row.a), b: Number(row.b), values: values!}),
    linked: linkedParts(row),
    times: times!,
  };
}

/** What the messages of a row refer to. */
export function linkedParts(row: Row): Part[] {
  return (row.linked as [unknown, unknown][]).map(([number, request]) => ({
    span: Number(number) - 1,
    request: requestAt(Number(request)),
  }));
}
