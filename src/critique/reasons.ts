import type {Reason} from './critique.ts';
import {answered} from './evidence.ts';
import type {Interaction} from './interaction.ts';
import {effectsThatAre, type Judged, type JudgedEffect} from './judged-effect.ts';
import type {Merged} from './merged-answers.ts';
import {type Names, namesIn, quoted} from './names.ts';
import {neededReason} from './needed-reason.ts';
import type {Proposal} from './proposal.ts';
import {sources} from './sources.ts';
import {type Quotes, quoteText} from './words/quote.ts';

/** What the verdict rests on: each reason with the answers, and the author's words, behind it. */
export function reasons(
  proposal: Proposal,
  effects: readonly JudgedEffect[],
  quotes: Quotes = new Map(),
): readonly Reason[] {
  const names = namesIn(proposal);
  const free = effectsThatAre('not-needed', effects);
  const found = [
    ...effectsThatAre('needed', effects).map((one) => neededReason(names, one)),
    ...freeReasons(names, free),
    ...unknownReasons(names, effects),
  ];
  // With one effect the author's words about the answer can only be about that one.
  const [only] = found;
  const {callerUsesResponse: words} = proposal;
  const quotedAlready = [...quotes.values()].some(({field}) => field === 'callerUsesResponse');
  if (effects.length !== 1 || words === null || only === undefined || quotedAlready) return found;
  return [{...only, evidence: `${only.evidence}; callerUsesResponse: "${words}"`}, ...found.slice(1)];
}

function freeReasons({caller, callee}: Names, free: readonly Judged<'not-needed'>[]): Reason[] {
  const copied = free.filter(isCopied);
  const unused = free.filter((one) => !isCopied(one));
  const repaired = free.filter(({effect}) => effect.invariant !== null && effect.invariant !== 'none');
  const refused = free.filter(({effect}) => effect.refusal === 'told-later');
  return [
    ...copied.map((one) => ({
      text: `${caller} uses what it reads, but a copy of its own, fed by ${callee}'s events, is fresh enough and can be loaded.`,
      evidence: `${answered(one, ['result', 'localCopy'])}; event.publisher: owner`,
      source: sources.stateTransfer,
    })),
    ...about(
      unused,
      ['result', 'waiting'],
      sources.temporal,
      (what) => `${caller} can go on without the outcome of ${what}: waiting adds delay and one more way to fail.`,
    ),
    ...about(
      free.filter(({effect}) => effect.result === 'retried'),
      ['result'],
      sources.guaranteed,
      (what) => `${caller} uses the outcome of ${what} only to try again; with an event the broker delivers again.`,
    ),
    ...about(
      repaired,
      ['invariant', 'compensable'],
      sources.races,
      (what) => `The rule for ${what} may be broken now and then, since the business repairs it later.`,
    ),
    ...about(
      refused,
      ['refusal', 'refusalPlan'],
      sources.saga,
      (what) => `${callee} may refuse ${what}, and it is soon enough if the user learns it later.`,
    ),
  ];
}

const isCopied = ({need}: Judged<'not-needed'>) => need.copy !== null;

function about(
  effects: readonly JudgedEffect[],
  facts: Parameters<typeof answered>[1],
  source: string,
  text: (what: string) => string,
): Reason[] {
  if (effects.length === 0) return [];
  const evidence = effects.map((one) => answered(one, facts)).join('; ');
  return [{text: text(quoted(effects.map(({what}) => what))), evidence, source}];
}

function unknownReasons({caller, callee}: Names, effects: readonly JudgedEffect[]): Reason[] {
  const source = sources.styles;
  if (effects.length === 0) {
    return [
      {
        text: `Nothing is answered yet about what ${caller} needs from ${callee}, and a verdict without that would be a guess.`,
        evidence: 'effects: not answered',
        source,
      },
    ];
  }
  return effectsThatAre('unknown', effects).map(({index, what, need}) => {
    const missing = need.missing.map((fact) => `effects[${index}].${fact}`);
    return {
      text: `Whether ${caller} needs "${what}" before it goes on depends on what is not answered yet.`,
      evidence: `${missing.join(', ')}: not answered ("${what}")`,
      source,
    };
  });
}

/** The words that leave an undecided verdict open: first those about the need, else those that hint at a flaw. */
export function doubtReasons({read, doubts}: Merged, outcome: Interaction): readonly Reason[] {
  const quotes = outcome === 'publishable' ? doubts.map(({quote}) => quote) : read.call.doubts;
  const texts = [...new Set(quotes.map(quoteText))].slice(0, 2);
  if (texts.length === 0) return [];
  const text =
    outcome === 'publishable'
      ? 'What you wrote hints at a flaw in the design, and does not settle whether there is one.'
      : 'What you wrote does not settle it.';
  return [{text, evidence: texts.join('; '), source: sources.styles}];
}
