import {printableJson} from '../printable.ts';

/** A call as the architecture screen knows it, which may become an event. */
export interface ProposedCall {
  /** The topology file, as a command takes it. */
  readonly topology: string;
  readonly caller: string;
  readonly callee: string;
  /** The request, else the call's own name; null where it has none. */
  readonly call: string | null;
  readonly purpose: string | null;
  /** The name of the event that it has become on the screen before; without it none has one. */
  readonly event?: string | undefined;
}

/** The text of a new proposal file: the format of `eventcoach critique`, with the topology's name beside the proposal. */
export function proposalText(id: string, {topology, caller, callee, call, purpose, event}: ProposedCall): string {
  const said = {caller, callee, call, purpose};
  // Texts as in JSON, which YAML reads the same: no name can be taken for a number, a date or a part of the file.
  const rows = Object.entries(said).filter(([, text]) => text !== null);
  return [
    '# A call that might become an event; your answers are kept below "facts". To go on: eventcoach, or',
    '# eventcoach critique THIS-FILE --interactive --topology TOPOLOGY',
    `id: ${printableJson(id)}`,
    `topology: ${printableJson(topology)}`,
    'proposal:',
    ...rows.map(([key, text]) => `  ${key}: ${printableJson(text)}`),
    ...(event === undefined ? [] : ['  proposedEvent:', `    name: ${printableJson(event)}`]),
    '',
  ].join('\n');
}

/** Ids for a new proposal about `call`, the best first, without end. */
export function* proposalIds({caller, callee}: ProposedCall): Generator<string> {
  const base = `${caller}-${callee}`;
  yield base;
  for (let n = 2; ; n += 1) yield `${base}-${n}`;
}
