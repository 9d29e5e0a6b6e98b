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

/** Keeps the critique `id` and writes its verdict to the call in the topology `file`. */
export async function acceptCritique(
  io: Io,
  id: string,
  judged: readonly {readonly proposal: Proposal; readonly local: Critique}[],
  loaded: Loaded,
  file: string,
): Promise<void> {
  const accepted = judged.find(({local}) => local.id === id);
  if (!accepted) {
    const ids = judged.map(({local}) => local.id);
    throw new UserError(
      `--accept ${id}: there is no such critique`,
      didYouMean(id, ids, `Critiques are: ${ids.slice(0, 8).join(', ')}.`),
    );
  }
  const {proposal, local} = accepted;
  const edits = acceptance(loaded, proposal, local);
  await saveCritique(openWorkspace(io.workspace), local.id, local);
  await writeNew(io, file, editedText(loaded.text, loaded.data, edits), true);
  io.stderr.write(`${printableLine(file)}: needsResult and the critique's id are written to the call.\n`);
  if (local.flaws.length > 0) {
    const open = local.flaws.map(({type}) => type).join(', ');
    io.stderr.write(`Mend this in the design before it is built: ${printableLine(open)}.\n`);
  }
}
