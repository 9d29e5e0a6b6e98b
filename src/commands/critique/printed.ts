import type {Judged} from '../../critics/ask-about.ts';
import type {Local} from '../../critics/kept-critique.ts';
import type {Spent} from '../../critique/model/ask-model.ts';
import {disagreementGaps} from '../../critique/model/disagreement-gaps.ts';
import {printableJson} from '../../printable.ts';
import {critiquesSummary, critiqueText} from '../../report/critique-text.ts';
import {modelCritiqueText, spentText, unusableText} from '../../report/model-critique-text.ts';
import type {Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import type {Printing} from './with-model.ts';

/** Prints as the critiques come in. `finish` prints what is left, once: also where asking ended early. */
export interface Printed extends Printing {
  readonly finish: () => void;
}

/** For a reader: each local critique before its model is asked, the model's below it, at the end the rest and a summary. */
export function printedText(io: Io, critic: string, locals: readonly Local[]): Printed {
  const options = textOptions(io);
  const judged: Judged[] = [];
  let next = 0;
  let finished = false;
  const showLocal = (index: number) => {
    const {local, proposal} = locals[index]!;
    io.stdout.write(`${index > 0 ? '\n\n' : ''}${critiqueText(local, proposal, options)}`);
    next = index + 1;
  };
  return {
    onAsk: showLocal,
    onJudged: (_, one) => {
      judged.push(one);
      const {asked} = one;
      io.stdout.write(
        one.kind === 'second-opinion'
          ? `\n${modelCritiqueText(one.critique, asked, options)}`
          : `\n${unusableText(critic, {wrong: 'wrong' in asked ? asked.wrong : [], raw: asked.raw}, asked, options)}`,
      );
    },
    finish: () => {
      if (finished) return;
      finished = true;
      while (next < locals.length) showLocal(next);
      if (locals.length < 2) return;
      io.stdout.write(`\n\n${critiquesSummary(locals.map(({local}) => local))}`);
      const spent = spentText(total(judged));
      if (spent !== null) io.stdout.write(`Together: ${spent}\n`);
    },
  };
}

/** For a program: one JSON text at the end, with the local critique wherever there is no more. */
export function printedJson({stdout}: Io, critic: string, locals: readonly Local[]): Printed {
  const judged: Judged[] = [];
  let finished = false;
  return {
    onAsk: () => {},
    onJudged: (_, one) => {
      judged.push(one);
    },
    finish: () => {
      if (finished) return;
      finished = true;
      const critiques = locals.map(({local}, i) => (judged[i] === undefined ? local : entry(judged[i], critic)));
      stdout.write(`${printableJson({schema: 'eventcoach/critiques@1', critiques, spent: total(judged)})}\n`);
    },
  };
}

function entry({kind, critique, asked}: Judged, critic: string): object {
  const {model, usage, cost} = asked;
  if (kind === 'second-opinion') {
    const gaps = disagreementGaps(critique.id, critic, critique.agreement);
    return {...critique, gaps, answeredBy: model, usage, cost};
  }
  const wrong = 'wrong' in asked ? asked.wrong : [];
  return {...critique, local: critique, asked: critic, wrong, raw: asked.raw, answeredBy: model, usage, cost};
}

/** What all answers used together; null where one of them does not say. */
function total(judged: readonly Judged[]): Pick<Spent, 'usage' | 'cost'> {
  const all = judged.map(({asked}) => asked);
  const usages = all.flatMap(({usage}) => usage ?? []);
  const costs = all.flatMap(({cost}) => cost ?? []);
  const whole = all.length > 0;
  return {
    usage:
      whole && usages.length === all.length
        ? {
            inputTokens: usages.reduce((sum, {inputTokens}) => sum + inputTokens, 0),
            outputTokens: usages.reduce((sum, {outputTokens}) => sum + outputTokens, 0),
          }
        : null,
    cost: whole && costs.length === all.length ? costs.reduce((a, b) => a + b, 0) : null,
  };
}
