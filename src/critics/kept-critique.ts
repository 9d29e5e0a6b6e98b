import type {Critique} from '../critique/critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import {isSameCall} from '../critique/same-call.ts';
import type {Provider} from '../llm/provider.ts';
import {changeCritique} from '../workspace/critiques.ts';
import {openWorkspace} from '../workspace/layout.ts';

/** A proposal with its local critique. */
export interface Local {
  readonly proposal: Proposal;
  readonly local: Critique;
}

/** Where critiques are kept, and the time. */
export interface KeepIo {
  /** The workspace's folder, absolute. */
  readonly workspace: string;
  readonly now: () => Date;
}

/** Whom the user wants to ask. */
export type Whom = Pick<Provider, 'name' | 'model'>;

/** Keeps every proposal with its local critique, so that nothing is lost whatever becomes of the model's. */
export async function keepLocally(io: KeepIo, whom: Whom, judged: readonly Local[]): Promise<void> {
  for (const one of judged) await keepCritique(io, whom, one, one.local, {});
}

/**
 * Keeps a critique with the proposal, the local critique, whom was asked and what it said. Where a model has answered about
 * the same call before, its opinion is replaced by another opinion alone: what else comes of asking anew stands under
 * `unfinished` beside it, with the local critique of that time.
 */
export async function keepCritique(
  {workspace, now}: KeepIo,
  {name, model}: Whom,
  {proposal, local}: Local,
  critique: Critique,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const asked = {critic: name, model, at: now().toISOString()};
  const next = {...critique, local, proposal, asked, ...more};
  await changeCritique(openWorkspace(workspace), local.id, (before) =>
    'opinion' in next || !hasOpinion(before, proposal)
      ? next
      : {...before, unfinished: {asked, local, proposal, ...more}},
  );
}

function hasOpinion(kept: unknown, proposal: Proposal): kept is Readonly<Record<string, unknown>> {
  if (typeof kept !== 'object' || kept === null || !Object.hasOwn(kept, 'opinion')) return false;
  return isSameCall((kept as {readonly proposal?: unknown}).proposal, proposal);
}
