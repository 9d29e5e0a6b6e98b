import type {Critique} from '../../critique/critique.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {acceptance, accepting} from '../../critique/proposed-calls.ts';
import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {shellWord} from '../../report/shell-word.ts';
import {editedText} from '../../topology/edit-text.ts';
import {saveCritique} from '../../workspace/critiques.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {rewritten} from '../../workspace/rewritten-file.ts';
import type {Io} from '../define-command.ts';
import type {Loaded} from '../load-topology.ts';

/**
 * Keeps the critiques `ids` and writes their verdicts to the calls in the topology `file`, all in one step. Throws a
 * UserError where one is undecided, where two are about the same call, and where the file is no longer what was read.
 */
export async function acceptCritiques(
  io: Io,
  ids: readonly string[],
  judged: readonly {readonly proposal: Proposal; readonly local: Critique}[],
  {loaded, file, again}: {readonly loaded: Loaded; readonly file: string; readonly again: string},
): Promise<void> {
  const accepted = ids.map((id) => named(id, judged, ({local}) => local.id));
  const edits = accepted.flatMap(({proposal, local}) => {
    const own = acceptance(loaded.topology, proposal, local);
    return own.map((edit) => ({...edit, id: local.id}));
  });
  const taken = new Map<string, string>();
  for (const {path, id} of edits) {
    const place = JSON.stringify(path);
    const other = taken.get(place);
    if (other !== undefined) {
      throw new UserError(
        `The critiques "${other}" and "${id}" are about the same call; nothing was written to it.`,
        `Accept one of them: add --accept ${shellWord(other)}`,
      );
    }
    taken.set(place, id);
  }
  for (const {local} of accepted) await saveCritique(openWorkspace(io.workspace), local.id, local);
  // Between reading the file and a yes may lie a long conversation.
  await rewritten(io, file, loaded.text, again)(editedText(loaded.text, loaded.data, edits));
  for (const {proposal, local} of accepted) {
    const {calls, needed} = accepting(loaded.topology, proposal, local);
    const was = calls.some(({needsResult}) => needsResult === !needed) ? ` (the file said ${!needed})` : '';
    const call = `${proposal.caller} -> ${proposal.callee}`;
    io.stderr.write(`${printableLine(`${file}: ${call}: needsResult: ${needed}${was}, critique: ${local.id}`)}\n`);
  }
  const open = accepted.flatMap(({local}) => local.flaws.map(({type}) => type));
  if (open.length > 0) {
    io.stderr.write(`Mend this in the design before it is built: ${printableLine([...new Set(open)].join(', '))}.\n`);
  }
}

/** The one with this id; a UserError about --accept where there is none. */
export function named<T>(id: string, all: readonly T[], idOf: (one: T) => string): T {
  const found = all.find((one) => idOf(one) === id);
  if (found) return found;
  const ids = all.map(idOf);
  throw new UserError(
    `--accept ${id}: there is no such critique`,
    didYouMean(id, ids, `Critiques are: ${ids.slice(0, 8).join(', ')}.`),
  );
}
