import type {Proposal} from './proposal.ts';

/** What the parties and the event are called in every sentence about one proposal. */
export interface Names {
  readonly caller: string;
  readonly callee: string;
  /** The proposed event's name, or "the event". */
  readonly event: string;
}

const unnamed = 'the event';

export function namesIn({caller, callee, proposedEvent}: Pick<Proposal, 'caller' | 'callee' | 'proposedEvent'>): Names {
  return {caller, callee, event: proposedEvent.name ?? unnamed};
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"` */
export function quoted(texts: readonly string[]): string {
  const all = texts.map((text) => `"${text}"`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** A name as the first word of a sentence. */
export function sentence(name: string): string {
  return name === unnamed ? 'The event' : name;
}
