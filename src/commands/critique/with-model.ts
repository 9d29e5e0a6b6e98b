import {askAbout, type Judged} from '../../critics/ask-about.ts';
import type {CriticPrompts} from '../../critique/model/critic-question.ts';
import type {Checked} from '../../critique/model/second-opinion.ts';
import type {Provider} from '../../llm/provider.ts';
import type {Io} from '../define-command.ts';
import {modelProgress} from './model-progress.ts';

/** Whoever prints: told before each question, and of each critique when it is there. */
export interface Printing {
  readonly onAsk: (index: number) => void;
  readonly onJudged: (index: number, judged: Judged) => void;
}

/** Asks the model about one proposal after the other. An error or an interrupt ends it. */
export async function judgeWithModel(
  io: Io,
  provider: Provider,
  prompts: CriticPrompts,
  grounds: readonly Checked[],
  {onAsk, onJudged}: Printing,
): Promise<readonly Judged[]> {
  const done: Judged[] = [];
  for (const [index, ground] of grounds.entries()) {
    const {id} = ground.local;
    onAsk(index);
    const which = grounds.length > 1 ? `${id} (${index + 1} of ${grounds.length})` : id;
    const {listening, end} = modelProgress(io, provider, which);
    const judged = await askAbout(io, provider, prompts, ground, {signal: io.signal, ...listening}).finally(end);
    done.push(judged);
    onJudged(index, judged);
  }
  return done;
}
