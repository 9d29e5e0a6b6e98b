import type {Critique} from '../critique/critique.ts';
import {type Asked, askModel} from '../critique/model/ask-model.ts';
import type {CriticPrompts} from '../critique/model/critic-question.ts';
import {type Checked, type SecondOpinion, secondOpinion} from '../critique/model/second-opinion.ts';
import type {Listening, Provider, Reply} from '../llm/provider.ts';
import {type KeepIo, keepCritique} from './kept-critique.ts';

/** A critique with what came of asking a model: its answer beside the local one, or the local one and why there is no more. */
export type Judged =
  | {readonly kind: 'second-opinion'; readonly critique: SecondOpinion; readonly asked: Asked}
  | {readonly kind: 'local-stands'; readonly critique: Critique; readonly asked: Asked};

/**
 * Asks a model about one proposal and checks what it says; every answer is kept as it came before it is looked at. Errors
 * of the provider and an interrupt come through.
 */
export async function askAbout(
  io: KeepIo,
  provider: Provider,
  prompts: CriticPrompts,
  ground: Checked,
  listening: Listening,
): Promise<Judged> {
  const {local} = ground;
  const onReply = (replies: readonly Reply[]) =>
    keepCritique(io, provider, ground, local, {raw: kept(replies.map(({text}) => text))});
  const asked = await askModel(provider, prompts, ground, {...listening, onReply});
  const judged: Judged =
    asked.kind === 'answered'
      ? {kind: 'second-opinion', critique: secondOpinion(ground, asked.answer, provider.name), asked}
      : {kind: 'local-stands', critique: local, asked};
  const {model, usage, cost, raw} = asked;
  const wrong = 'wrong' in asked ? {wrong: asked.wrong} : {};
  await keepCritique(io, provider, ground, judged.critique, {
    raw: kept(raw),
    ...wrong,
    answeredBy: model,
    usage,
    cost,
  });
  return judged;
}

/** More than any answer; a program that prints without end must not keep the rest from being saved. */
const keptCharacters = 400_000;
const kept = (texts: readonly string[]) => texts.map((text) => text.slice(0, keptCharacters));
