import type {Critique} from '../../critique/critique.ts';
import {factEdits} from '../../critique/interview/fact-edits.ts';
import type {Interview} from '../../critique/interview/interview.ts';
import type {ParsedProposals} from '../../critique/parse.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {printableLine} from '../../printable.ts';
import {verdicts} from '../../report/critique-text.ts';
import {shellWord} from '../../report/shell-word.ts';
import {editedText} from '../../topology/edit-text.ts';
import type {Io} from '../define-command.ts';
import {rewritten} from '../rewritten-file.ts';
import {converse} from './converse.ts';
import type {TypedLines} from './typed-lines.ts';

/** The file that the proposals were read from. */
interface ProposalFile {
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedProposals;
}

/**
 * Talks about one proposal after the other and writes each answer to their file before the next question. Resolves to
 * the proposals with what was answered, in file order.
 */
export async function interviewed(
  io: Io,
  lines: TypedLines,
  {file, text, parsed: {proposals, places, data}}: ProposalFile,
): Promise<readonly Proposal[]> {
  const rewrite = rewritten(io, file, text, `eventcoach critique ${shellWord(file)} --interactive`);
  const states: Interview[] = [];
  for (const [i, proposal] of proposals.entries()) {
    const keep = async (state: Interview) => {
      const edits = [...states, state].flatMap((one, at) => factEdits(data, places[at]!, one));
      await rewrite(edits.length === 0 ? text : editedText(text, data, edits));
    };
    const {state, stopped} = await converse(io, lines, proposal, keep);
    states[i] = state;
    if (stopped) break;
  }
  const answers = states.reduce((sum, {answered}) => sum + new Set(answered).size, 0);
  const shown = printableLine(file);
  io.stderr.write(
    answers === 0
      ? `\nNothing was answered; ${shown} is as it was.\n\n`
      : `\n${answers === 1 ? 'One answer is' : `${answers} answers are`} in ${shown}, under "facts".\n\n`,
  );
  return proposals.map((proposal, i) => states[i]?.proposal ?? proposal);
}

/** The ids of the critiques that the user wants written to the topology; an undecided one is not offered. */
export async function acceptedIds(
  io: Io,
  lines: TypedLines,
  critiques: readonly Critique[],
  topologyFile: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const {id, verdict} of critiques) {
    if (verdict === 'ask') continue;
    const says = `${id}, ${verdicts[verdict].says}`;
    io.stderr.write(`\n${printableLine(`Write it to the call in ${topologyFile} (${says})?`)} [y/N] `);
    if (/^\s*y(?:es)?\s*$/i.test((await lines.next()) ?? '')) ids.push(id);
  }
  return ids;
}
