import type {Critique} from '../../critique/critique.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {editedText} from '../../topology/edit-text.ts';
import {saveCritique} from '../../workspace/critiques.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';
import type {Loaded} from '../load-topology.ts';
import {acceptance} from '../proposed-call.ts';
import {writeNew} from '../write-new.ts';

/** Keeps the critiques `ids` and writes their verdicts to the calls in the topology `file`, all in one step. */
export async function acceptCritiques(
  io: Io,
  ids: readonly string[],
  judged: readonly {readonly proposal: Proposal; readonly local: Critique}[],
  loaded: Loaded,
  file: string,
): Promise<void> {
  const accepted = ids.map((id) => chosen(id, judged));
  const edits = accepted.flatMap(({proposal, local}) => acceptance(loaded, proposal, local));
  for (const {local} of accepted) await saveCritique(openWorkspace(io.workspace), local.id, local);
  await writeNew(io, file, editedText(loaded.text, loaded.data, edits), true);
  io.stderr.write(`${printableLine(file)}: needsResult and the critique's id are written to the call.\n`);
  const open = accepted.flatMap(({local}) => local.flaws.map(({type}) => type));
  if (open.length > 0) {
    io.stderr.write(`Mend this in the design before it is built: ${printableLine([...new Set(open)].join(', '))}.\n`);
  }
}

function chosen<T extends {readonly local: Critique}>(id: string, judged: readonly T[]): T {
  const found = judged.find(({local}) => local.id === id);
  if (found) return found;
  const ids = judged.map(({local}) => local.id);
  throw new UserError(
    `--accept ${id}: there is no such critique`,
    didYouMean(id, ids, `Critiques are: ${ids.slice(0, 8).join(', ')}.`),
  );
}
