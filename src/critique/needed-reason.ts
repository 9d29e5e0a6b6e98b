import type {Reason} from './critique.ts';
import {answered} from './evidence.ts';
import type {Effect} from './facts.ts';
import type {Judged} from './judged-effect.ts';
import type {Names} from './names.ts';
import type {Ground} from './need.ts';
import {sources} from './sources.ts';

type Use = 'shown' | 'returned' | 'used' | 'decides';

const uses: Readonly<Record<Use, (names: Names) => string>> = {
  shown: ({callee}) => `${callee}'s answer is shown to the user`,
  returned: ({caller, callee}) => `${caller} returns ${callee}'s answer to whoever called it`,
  used: ({caller, callee}) => `${caller} works on with ${callee}'s answer`,
  decides: ({caller, callee}) => `${callee}'s answer decides what ${caller} does next`,
};

/** How each ground is said, the hardest first: it gives the source. */
const said: Readonly<
  Record<Ground, {readonly text: (names: Names, effect: Effect) => string; readonly source: string}>
> = {
  invariant: {
    text: (_, {invariant}) => `"${invariant}" must hold before the answer, and a later repair is not accepted`,
    source: sources.invariant,
  },
  refusal: {text: ({callee}) => `${callee} may refuse, and the user must learn it at once`, source: sources.refusable},
  result: {text: (names, {result}) => uses[result as Use](names), source: sources.styles},
  waiting: {text: (_, {waiting}) => `a ${waiting} cannot go on before it is done`, source: sources.requestResponse},
};

/** Why the caller needs an effect: its two hardest grounds in words, all of them as evidence. */
export function neededReason(names: Names, one: Judged<'needed'>): Reason {
  const {need} = one;
  const grounds = (Object.keys(said) as Ground[]).filter((ground) => need.grounds.includes(ground));
  const why = grounds.slice(0, 2).map((ground) => said[ground].text(names, one.effect));
  const copy = need.copy.kind === 'fails' ? ` A local copy does not change that: ${need.copy.because}.` : '';
  return {
    text: `${names.caller} needs "${one.what}" before it goes on: ${why.join('; ')}.${copy}`,
    evidence: answered(one, grounds),
    source: said[grounds[0]!].source,
  };
}
