import type {Listening, Provider, Question, Reply, Usage} from '../../llm/provider.ts';
import {printableLine} from '../../printable.ts';
import type {Proposal} from '../proposal.ts';
import {misplaced} from './agreement.ts';
import type {ModelAnswer} from './answer.ts';
import {type CriticPrompts, criticQuestion, type Ground, repairRequest} from './critic-question.ts';
import {readAnswer} from './read-answer.ts';

/** So much of an answer that cannot be used goes back for a repair, in characters; one that is usable is far shorter. */
const longestRepeated = 60_000;

/** What a model was paid for, both rounds together; null where the service does not say. */
export interface Spent {
  readonly model: string;
  readonly usage: Usage | null;
  /** Estimated, in US dollars. */
  readonly cost: number | null;
}

/** What came of asking: an answer, or why there is none. `raw` is what the model said, one text a round. */
export type Asked = Spent & {readonly raw: readonly string[]} & (
    | {readonly kind: 'answered'; readonly answer: ModelAnswer; readonly repaired: boolean}
    | {readonly kind: 'refused'; readonly wrong: readonly string[]}
    | {readonly kind: 'unusable'; readonly wrong: readonly string[]}
  );

/** Listens as a provider's listener does, and is told each whole reply before anything else is done with it. */
export interface CriticListening extends Listening {
  readonly onReply?: (replies: readonly Reply[]) => Promise<void>;
}

/**
 * Asks a model about one proposal; an answer that is not usable goes back once, with what is wrong with it. Errors of the
 * provider and an interrupt come through.
 */
export async function askModel(
  provider: Provider,
  prompts: CriticPrompts,
  ground: Ground,
  {onReply, ...listening}: CriticListening,
): Promise<Asked> {
  const question = criticQuestion(prompts, ground);
  const replies: Reply[] = [];
  const ask = async (turns: NonNullable<Question['turns']>) => {
    const reply = await provider.ask({...question, turns}, listening);
    replies.push(reply);
    await onReply?.(replies);
    return reply;
  };
  const first = await ask([]);
  if (first.end === 'refused') return {kind: 'refused', wrong: ['the model declined to answer'], ...summed(replies)};
  const read = usable(first, ground.proposal);
  if ('answer' in read) return {kind: 'answered', repaired: false, ...read, ...summed(replies)};
  listening.onRestart?.();
  listening.onNotice?.(printableLine(`The answer cannot be used (${read.wrong[0]}): asking once more.`));
  const second = await ask([
    // An empty turn is refused by some services.
    {role: 'assistant', text: first.text.trim() === '' ? '(no answer)' : first.text.slice(0, longestRepeated)},
    {role: 'user', text: repairRequest(prompts, read.wrong)},
  ]);
  if (second.end === 'refused') return {kind: 'refused', wrong: ['the model declined to answer'], ...summed(replies)};
  const mended = usable(second, ground.proposal);
  return 'answer' in mended
    ? {kind: 'answered', repaired: true, ...mended, ...summed(replies)}
    : {kind: 'unusable', ...mended, ...summed(replies)};
}

/** A reply as an answer about this proposal, or what is wrong with it. */
function usable(
  reply: Reply,
  proposal: Proposal,
): {readonly answer: ModelAnswer} | {readonly wrong: readonly string[]} {
  const read = checkedFor(proposal, reply.text);
  if ('answer' in read || reply.end !== 'length') return read;
  return {wrong: ['it was cut off because it grew too long; answer shorter', ...read.wrong]};
}

/** A text as an answer about this proposal, or what is wrong with it, one line each. */
export function checkedFor(
  proposal: Proposal,
  text: string,
): {readonly answer: ModelAnswer} | {readonly wrong: readonly string[]} {
  const read = readAnswer(text);
  if (!('answer' in read)) return read;
  const wrong = misplaced(proposal, read.answer);
  return wrong.length === 0 ? read : {wrong};
}

function summed(replies: readonly Reply[]): Spent & {readonly raw: readonly string[]} {
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.some((one) => one === null) ? null : numbers.reduce<number>((a, b) => a + b!, 0);
  const [inputTokens, outputTokens] = [
    sum(replies.map(({usage}) => usage?.inputTokens ?? null)),
    sum(replies.map(({usage}) => usage?.outputTokens ?? null)),
  ];
  return {
    model: replies.at(-1)!.model,
    usage: inputTokens === null || outputTokens === null ? null : {inputTokens, outputTokens},
    cost: sum(replies.map(({cost}) => cost)),
    raw: replies.map(({text}) => text),
  };
}
