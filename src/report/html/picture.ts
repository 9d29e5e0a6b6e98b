/** What a node of a drawing stands for; the shape follows from it. */
export type NodeKind = 'operation' | 'service' | 'datastore' | 'external' | 'event' | 'broker' | 'team';

/** What an arrow stands for: a request comes in, a call (is its result needed?), an event goes out or is read. */
export type EdgeKind = 'entry' | 'needed' | 'not-needed' | 'unknown' | 'fallback' | 'publish' | 'consume';

/** How a part of one drawing stands to the other: it is only in the first, only in the second, or there with other figures. */
export type Change = 'gone' | 'new' | 'other';

/** Something that is drawn as a box. */
export interface DrawnNode {
  /** The same for the same thing in another topology. */
  readonly key: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** A quiet second line. */
  readonly note: string | undefined;
  /** The whole of it in words. */
  readonly title: string;
  /** Index of the part that it can only be up together with. */
  readonly part: number | undefined;
  readonly change?: Change;
}

/** An arrow between two nodes, given by their indices. */
export interface DrawnEdge {
  readonly key: string;
  readonly kind: EdgeKind;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly title: string;
  readonly change?: Change;
}

/** How the services fall into parts. */
export interface Parts {
  readonly count: number;
  /** Services of the one part that has no outline, because it is most of the drawing; 0: all have one. */
  readonly without: number;
}

/** What a drawing shows, before anything has a place. */
export interface Picture {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** The parts that can each be up on their own; undefined: the drawing does not show them. */
  readonly parts: Parts | undefined;
  /** There is room for signs beside the arrows, not for words. */
  readonly terse: boolean;
  /** What is not in it, in a sentence for the reader. */
  readonly leftOut: readonly string[];
}
