import type {Question, Verdict} from './critique.ts';
import type {FlawQuestion} from './flaws/index.ts';
import type {Design} from './flaws/rule.ts';
import {effectsThatAre, type Judged, type JudgedEffect} from './judged-effect.ts';
import type {Merged} from './merged-answers.ts';
import {namesIn} from './names.ts';
import type {Proposal} from './proposal.ts';
import {askEffect, askEvent, askForEffects, askForUse, type EffectFact, type OpenQuestion} from './questions.ts';
import type {Quotes} from './words/quote.ts';

const whichPart = 'which part stays in the call';
const shortCall = 'whether a call with a short timeout would do';
const flawShown = 'whether the design has the flaw ';

/** Whether the answer could change the verdict, and not only what else is said about the design. */
export function decidesVerdict({decides}: Question): boolean {
  return decides !== shortCall && !decides.startsWith(flawShown);
}

/** What an answer about an unknown effect decides, by what the other effects already say. */
function undecided(effects: readonly JudgedEffect[]): string {
  const stays = effectsThatAre('needed', effects).length > 0;
  const leaves = effectsThatAre('not-needed', effects).length > 0;
  if (stays && leaves) return whichPart;
  if (stays) return 'keep-sync or split';
  if (leaves) return 'split or convert';
  return effects.length === 1 ? 'keep-sync or convert' : 'keep-sync, split or convert';
}

/** `atOnce` questions about effects of which it is unknown whether they are needed, those with the fewest gaps first. */
export function needQuestions(
  proposal: Proposal,
  effects: readonly JudgedEffect[],
  atOnce: number,
): readonly Question[] {
  const names = namesIn(proposal);
  const decides = undecided(effects);
  if (effects.length === 0) {
    return [askForEffects(names, proposal.call), askForUse(names)].map((question) => ({...question, decides}));
  }
  return [...effectsThatAre('unknown', effects)]
    .sort((a, b) => a.need.missing.length - b.need.missing.length)
    .flatMap((one) => one.need.missing.map((fact) => askEffect(names, one, fact)))
    .slice(0, atOnce)
    .map((question) => ({...question, decides}));
}

/** The needed effects that a local copy could serve: nothing rules it out, and something about it has not been said. */
export function copyable({needed, event}: Design): readonly Judged<'needed'>[] {
  return needed.filter(
    ({need, effect: {kind, localCopy}}) =>
      need.grounds.every((ground) => ground === 'result' || ground === 'waiting') &&
      (localCopy === null || need.copy.kind === 'open') &&
      (kind === null || kind === 'read') &&
      event.publisher !== 'caller',
  );
}

/** Whether a local copy could take the call away: the question, where it could. */
export function copyQuestions(design: Design): readonly Question[] {
  const {names, needed, published} = design;
  const candidates = copyable(design);
  const [first] = candidates;
  if (first === undefined) return [];
  const all = candidates.length === needed.length;
  const decides =
    published.length === 0 ? `keep-sync or ${all ? 'convert' : 'split'}` : all ? 'split or convert' : whichPart;
  const {copy} = first.need;
  const [missing = 'localCopy'] =
    copy.kind === 'open' ? copy.missing : [first.effect.kind === null ? 'kind' : 'localCopy'];
  return [{...(missing === 'publisher' ? askEvent(names, missing) : askEffect(names, first, missing)), decides}];
}

/** The questions about the event: each could show a flaw, the last whether a loss would be borne. */
export function eventQuestions(
  {names, event}: Design,
  open: readonly FlawQuestion[],
  verdict: Verdict,
): readonly Question[] {
  const questions = open.map(({fact, text, flaws}) => ({
    fact,
    text,
    decides: verdict === 'convert' ? 'convert or needs-work' : `${flawShown}${flaws.join(' or ')}`,
  }));
  if (event.lossAccepted !== null || open.some(({fact}) => fact === 'event.lossAccepted')) return questions;
  return [...questions, {...askEvent(names, 'lossAccepted'), decides: shortCall}];
}

/** At most `atOnce` answers that would tell whether what the words hint at is a flaw. */
export function doubtQuestions(
  {proposal, doubts}: Merged,
  effects: readonly JudgedEffect[],
  atOnce: number,
): readonly Question[] {
  const names = namesIn(proposal);
  const asked = new Map<string, OpenQuestion>();
  for (const {fact} of doubts) {
    const ofEffect = fact === 'onRepeat' || fact === 'refusalPlan';
    const open = ofEffect ? effects.filter(({effect}) => effect[fact] === null).slice(0, 1) : [];
    for (const one of ofEffect ? open.map((effect) => askEffect(names, effect, fact)) : [askEvent(names, fact)]) {
      asked.set(one.fact, one);
    }
  }
  return [...asked.values()].slice(0, atOnce).map((question) => ({...question, decides: 'convert or needs-work'}));
}

const confirmed: readonly EffectFact[] = ['result', 'waiting', 'refusal', 'invariant'];

/** The closed question whose answer would make sure of a verdict that was read out of words. */
export function confirmation(
  proposal: Proposal,
  effects: readonly JudgedEffect[],
  quotes: Quotes,
  verdict: Verdict,
): readonly Question[] {
  for (const one of effects) {
    const fact = confirmed.find((each) => quotes.has(`effects[${one.index}].${each}`));
    if (fact) return [{...askEffect(namesIn(proposal), one, fact), decides: `whether ${verdict} is right`}];
  }
  return [];
}
