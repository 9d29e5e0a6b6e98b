import type {Critique} from '../../critique/critique.ts';
import {type Asked, askModel} from '../../critique/model/ask-model.ts';
import type {CriticPrompts} from '../../critique/model/critic-question.ts';
import {type Checked, type SecondOpinion, secondOpinion} from '../../critique/model/second-opinion.ts';
import type {Proposal} from '../../critique/proposal.ts';
import type {Provider, Reply} from '../../llm/provider.ts';
import {saveCritique} from '../../workspace/critiques.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';
import {modelProgress} from './model-progress.ts';

/** A proposal with its local critique. */
export interface Local {
  readonly proposal: Proposal;
  readonly local: Critique;
}

/** A critique with what came of asking a model: its answer beside the local one, or the local one and why there is no more. */
export type Judged =
  | {readonly kind: 'second-opinion'; readonly critique: SecondOpinion; readonly asked: Asked}
  | {readonly kind: 'local-stands'; readonly critique: Critique; readonly asked: Asked};

/** Whoever prints: told before each question, and of each critique when it is there. */
export interface Printing {
  readonly onAsk: (index: number) => void;
  readonly onJudged: (index: number, judged: Judged) => void;
}

/** Keeps every proposal with its local critique, so that nothing is lost whatever becomes of the model's. */
export async function saveLocally(io: Io, critic: string, judged: readonly Local[]): Promise<void> {
  for (const one of judged) await save(io, {name: critic, model: null}, one, one.local, {});
}

/**
 * Asks the model about one proposal after the other; every answer is kept as it came before it is looked at. An error or
 * an interrupt ends it.
 */
export async function judgeWithModel(
  io: Io,
  provider: Provider,
  prompts: CriticPrompts,
  grounds: readonly Checked[],
  {onAsk, onJudged}: Printing,
): Promise<readonly Judged[]> {
  const done: Judged[] = [];
  for (const [index, ground] of grounds.entries()) {
    const {local} = ground;
    onAsk(index);
    const which = grounds.length > 1 ? `${local.id} (${index + 1} of ${grounds.length})` : local.id;
    const {listening, end} = modelProgress(io, provider, which);
    const onReply = (replies: readonly Reply[]) =>
      save(io, provider, ground, local, {raw: kept(replies.map(({text}) => text))});
    const asked = await askModel(provider, prompts, ground, {signal: io.signal, onReply, ...listening}).finally(end);
    const judged: Judged =
      asked.kind === 'answered'
        ? {kind: 'second-opinion', critique: secondOpinion(ground, asked.answer, provider.name), asked}
        : {kind: 'local-stands', critique: local, asked};
    const {model, usage, cost, raw} = asked;
    const wrong = 'wrong' in asked ? {wrong: asked.wrong} : {};
    await save(io, provider, ground, judged.critique, {raw: kept(raw), ...wrong, answeredBy: model, usage, cost});
    done.push(judged);
    onJudged(index, judged);
  }
  return done;
}

/** More than any answer; a program that prints without end must not keep the rest from being saved. */
const keptCharacters = 400_000;
const kept = (texts: readonly string[]) => texts.map((text) => text.slice(0, keptCharacters));

/** A saved critique is a critique with more beside it: the proposal, the local critique, whom was asked and what it said. */
async function save(
  io: Io,
  {name, model}: Pick<Provider, 'name' | 'model'>,
  {proposal, local}: Local,
  critique: Critique,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const asked = {critic: name, model, at: io.now().toISOString()};
  await saveCritique(openWorkspace(io.workspace), local.id, {...critique, local, proposal, asked, ...more});
}
