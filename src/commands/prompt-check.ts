import {groundFor, systemOf} from '../critics/ground.ts';
import type {Critique} from '../critique/critique.ts';
import {figures} from '../critique/figures.ts';
import {localCritique} from '../critique/local-critique.ts';
import {checkedFor} from '../critique/model/ask-model.ts';
import {chatSentences, chatVerdict} from '../critique/model/chat-verdict.ts';
import {readAnswer} from '../critique/model/read-answer.ts';
import {type Comparable, type SecondOpinion, secondOpinion, textChecks} from '../critique/model/second-opinion.ts';
import {parseProposals} from '../critique/parse.ts';
import type {Proposal} from '../critique/proposal.ts';
import {type ExitCode, exitCodes, UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {chatAnswerText} from '../report/chat-answer-text.ts';
import {critiqueText} from '../report/critique-text.ts';
import {modelCritiqueText} from '../report/model-critique-text.ts';
import {topologyError} from '../topology/check.ts';
import {computedNumbers} from './computed-numbers.ts';
import type {Io} from './define-command.ts';
import {givenOf} from './given.ts';
import {interruptible} from './interruptible.ts';
import {type Loaded, loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {readInput} from './read-input.ts';

const maxAnswerBytes = 400_000;
const maxProposalBytes = 2_000_000;

/**
 * Checks the answer of a chat window in `file`: its figures and names against the topology, its verdict against the rules,
 * and where it is a critique, its form. Ends with 1 where a figure is contradicted, a name is in no file, or a critique
 * cannot be read.
 */
export async function checkChatAnswer(
  io: Io,
  file: string,
  given: {readonly proposal: string | undefined; readonly topology: string | undefined},
): Promise<ExitCode> {
  if (given.proposal === undefined && given.topology === undefined) {
    throw new UserError(
      'There is nothing to check the answer against.',
      'Add --proposal FILE, --topology FILE or both.',
    );
  }
  const {name, text} = await readInput(io, file, maxAnswerBytes);
  if (text.trim() === '') throw new UserError(`${printableLine(name)} is empty.`, "Put the chat's answer into it.");
  const loaded = given.topology === undefined ? undefined : await loadTopology(io, given.topology);
  const system = await interruptible(() => systemOf(loaded));
  const computed = loaded === undefined ? {} : {computed: await numbersOf(io, loaded)};
  if (given.proposal === undefined) {
    const topology = system.topologyFor(undefined, new Set());
    return checkWords(io, text, {proposal: null, names: system.names, topology, ...computed}, null, []);
  }
  const proposal = await proposalFor(io, given.proposal, text);
  const local = await interruptible(() => judged(proposal, loaded));
  const checked = groundFor(system, proposal, local);
  const read = checkedFor(proposal, text);
  if (!('answer' in read)) {
    return checkWords(io, text, {...checked, ...computed}, checked.local, text.includes('{') ? read.wrong : []);
  }
  const opinion = secondOpinion(checked, read.answer, 'chat');
  const options = textOptions(io);
  const unknown = {model: null, usage: null, cost: null};
  io.stdout.write(`${critiqueText(checked.local, proposal, options)}\n${modelCritiqueText(opinion, unknown, options)}`);
  return failing(opinion) ? exitCodes.findings : exitCodes.ok;
}

async function numbersOf(io: Io, loaded: Loaded): Promise<string> {
  const given = await givenOf(io);
  return interruptible(() => computedNumbers(loaded, given));
}

/** Checks an answer in free words; `wrong` is what keeps it from being read as a critique, where it looks like one. */
function checkWords(
  io: Io,
  text: string,
  against: Comparable,
  local: Critique | null,
  wrong: readonly string[],
): ExitCode {
  const found = textChecks(against, chatSentences(text));
  const answer = {wrong, verdict: chatVerdict(text), local: local?.verdict ?? null, ...found};
  io.stdout.write(chatAnswerText(answer, textOptions(io)));
  return wrong.length > 0 || failing(found) ? exitCodes.findings : exitCodes.ok;
}

function failing({numbers, inventedNames}: Pick<SecondOpinion, 'numbers' | 'inventedNames'>): boolean {
  return inventedNames.length > 0 || numbers.some(({result}) => result === 'contradicted');
}

function judged(proposal: Proposal, loaded: Loaded | undefined): Critique {
  const local = localCritique(proposal);
  const known = loaded && figures(loaded, proposal, local.verdict);
  return known && 'impact' in known ? localCritique(proposal, known) : local;
}

/** The proposal of the file that the answer is about: the only one, or the one whose id it names. */
async function proposalFor(io: Io, file: string, answer: string): Promise<Proposal> {
  const {name, text} = await readInput(io, file, maxProposalBytes);
  const {proposals, problems} = parseProposals(text);
  if (problems.length > 0) throw topologyError(name, problems);
  const read = readAnswer(answer);
  const id = 'answer' in read ? read.answer.id : null;
  const found = proposals.length === 1 ? proposals[0] : proposals.find((one) => one.id === id);
  if (found !== undefined) return found;
  const about = id === null ? 'the answer names none of them' : `the answer is about "${printableLine(id)}"`;
  throw new UserError(
    `${printableLine(name)} holds ${proposals.length} proposals, and ${about}.`,
    'Name a file with the one proposal that it is about.',
  );
}
