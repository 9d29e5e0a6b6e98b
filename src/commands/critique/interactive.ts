import type {Critique} from '../../critique/critique.ts';
import {factEdits} from '../../critique/interview/fact-edits.ts';
import type {Interview} from '../../critique/interview/interview.ts';
import type {ParsedProposals} from '../../critique/parse.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {printableLine} from '../../printable.ts';
import {verdicts} from '../../report/critique-text.ts';
import {shellWord} from '../../report/shell-word.ts';
import {editedText} from '../../topology/edit-text.ts';
import {rewritten} from '../../workspace/rewritten-file.ts';
import type {Io} from '../define-command.ts';
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
  const keep = async (state: Interview, i: number) => {
    const edits = [...states.slice(0, i), state].flatMap((one, at) => factEdits(data, places[at]!, one));
    await rewrite(edits.length === 0 ? text : editedText(text, data, edits));
    states[i] = state;
  };
  const tell = () => io.stderr.write(`\n${whatIsKept(states, printableLine(file))}\n`);
  // Whoever leaves with Ctrl-C wants to know as well.
  io.signal.addEventListener('abort', tell);
  try {
    for (const [i, proposal] of proposals.entries()) {
      const which = proposals.length > 1 ? `${i + 1} of ${proposals.length}, ` : '';
      const {state, stopped} = await converse(io, lines, {proposal, which}, (now) => keep(now, i));
      states[i] = state;
      if (stopped) break;
    }
  } finally {
    io.signal.removeEventListener('abort', tell);
  }
  tell();
  io.stderr.write('\n');
  return proposals.map((proposal, i) => states[i]?.proposal ?? proposal);
}

function whatIsKept(states: readonly Interview[], file: string): string {
  const count = states.reduce((sum, {answered}) => sum + answered.length, 0);
  if (count === 0) return `Nothing was answered; ${file} is as it was.`;
  return `${count === 1 ? 'One answer is' : `${count} answers are`} in ${file}, under "facts".`;
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
    const question = `${id} is ${verdicts[verdict].says}. Write that to its call in ${topologyFile}?`;
    io.stderr.write(`\n${printableLine(question)} [y/N] > `);
    const line = await lines.next();
    if (line === null) break;
    if (/^\s*y(?:es)?\s*$/i.test(line)) ids.push(id);
  }
  return ids;
}
