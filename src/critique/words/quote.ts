/** The places of a proposal in which its author writes freely, or says something by a flag or a name. */
export type WordField =
  | 'call'
  | 'purpose'
  | 'callerUsesResponse'
  | 'consistency'
  | 'notes'
  | 'volume'
  | 'proposedEvent.name'
  | 'proposedEvent.topic'
  | 'proposedEvent.key'
  | 'proposedEvent.payload'
  | 'delivery.outbox'
  | 'delivery.idempotentConsumer'
  | 'delivery.deadLetter';

/** Words of the author and the field that they stand in. */
export interface Quote {
  readonly field: WordField;
  readonly text: string;
}

/** An answer that was read out of words, with the words. */
export interface Read<T> {
  readonly value: T;
  readonly quote: Quote;
}

/** Quotes by the path of the fact that they stand for: `effects[0].result`, `event.failures`. */
export type Quotes = ReadonlyMap<string, Quote>;

const longest = 160;

/** `notes: "we send it twice"`; long passages are cut. */
export function quoteText({field, text}: Quote): string {
  const points = [...text.slice(0, 2 * longest)];
  return `${field}: "${points.length > longest ? `${points.slice(0, longest).join('').trimEnd()}...` : text}"`;
}
