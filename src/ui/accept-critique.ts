import {acceptance} from '../critique/proposed-calls.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {editedText} from '../topology/edit-text.ts';
import {loadCritique, saveCritique} from '../workspace/critiques.ts';
import {rewritten} from '../workspace/rewritten-file.ts';
import type {CriticIo, OpenProposal} from './critic.ts';
import type {Talk} from './talk.ts';
import type {Loaded} from './workbench.ts';

/** A topology with the text that it was read from. */
export type LoadedText = Loaded & {readonly text: string};

type AcceptIo = Pick<CriticIo, 'cwd' | 'workspace' | 'loadTopology'>;

/**
 * Keeps the critique and writes its verdict to the call: `needsResult`, and the critique's id. The topology is read anew,
 * so that what was changed in it meanwhile stays. Resolves to what was written, in words.
 */
export async function acceptCritique(
  {cwd, workspace, loadTopology}: AcceptIo,
  {topology, isPackaged}: Pick<OpenProposal, 'topology' | 'isPackaged'>,
  {proposal, critique}: Talk,
): Promise<string> {
  if (topology === undefined) {
    throw new UserError(
      'It is not known which topology file this call stands in.',
      'Open that file on the architecture screen, and press c on the call.',
    );
  }
  if (isPackaged) {
    throw new UserError(
      'This topology comes with the program and is not changed.',
      'Open one of your own on the architecture screen (o); "eventcoach new" writes a first one.',
    );
  }
  const loaded = await loadTopology(topology);
  const edits = acceptance(loaded.topology, proposal, critique);
  const text = editedText(loaded.text, loaded.data, edits);
  // What a model said about it stays beside it.
  const {id} = critique;
  const saved = await loadCritique(workspace, id);
  const opinion = typeof saved === 'object' && saved !== null && Object.hasOwn(saved, 'opinion') ? saved : critique;
  const {verdict, keep, publish} = critique;
  await saveCritique(workspace, id, {...opinion, verdict, keep, publish, local: critique, proposal});
  await rewritten({cwd}, topology, loaded.text, 'press a once more.')(text);
  const needed = verdict === 'keep-sync' || verdict === 'split';
  const flaws = [...new Set(critique.flaws.map(({type}) => type))];
  const mend = flaws.length > 0 ? ` Mend before it is built: ${flaws.join(', ')}.` : '';
  return printableLine(`Written to ${topology}: needsResult: ${needed}, critique: ${id}.${mend}`);
}
