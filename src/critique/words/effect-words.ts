import type {Proposal} from '../proposal.ts';
import {served} from './copied-words.ts';
import {replyWords} from './delivery-words.ts';
import {type EffectReading, short, whatOf} from './effect-reading.ts';
import {freeReading, unusedBasis} from './free-words.ts';
import {copyWords} from './local-copy-words.ts';
import {makesException, needSigns} from './need-signs.ts';
import {asideEffects, impliedUse, neededAnswers, needPoints, proposed} from './needed-words.ts';
import type {Quote} from './quote.ts';
import {deedsIn} from './several-effects.ts';
import type {Told} from './told.ts';
import {toleratesDelay} from './tolerance.ts';
import {type Use, useOf} from './use.ts';

/** Two points of need settle it. */
const settled = 2;

/** Reads, from the words alone, what the call does and whether the caller needs it done first. */
export function effectWords(proposal: Proposal, words: Told): EffectReading {
  const all = [...words.uses, ...words.purpose, ...words.consistency, ...words.notes];
  if (all.length === 0) return {stance: 'open', effects: [], doubts: []};
  const uses = words.uses.map(useOf);
  const signs = [...words.purpose, ...words.consistency, ...words.notes].flatMap(needSigns);
  const points = needPoints(signs);
  const deeds = deedsIn(proposal.purpose, words.purpose);
  // With effects on the side, what may come late are those.
  const tolerant = deeds.aside.length === 0 && words.consistency.some(toleratesDelay);
  const used = uses.find(isUsed) ?? (tolerant || points === 0 ? undefined : impliedUse(uses));
  const general = uses.find((use) => use.kind === 'unused' && !use.rest);
  const open = uses.filter((use) => use.kind === 'open').map(({clause}) => clause);
  const copy = copyWords(words.notes, words.consistency);
  const silent = uses.find((use) => use.kind === 'silent');
  const main = deeds.aside.length > 0 ? deeds.main.join(', ') : deeds.main[0];
  const what = main ?? proposal.purpose ?? proposal.call ?? 'the call';
  const leftOpen = (doubts: readonly Quote[]): EffectReading => ({
    stance: 'open',
    effects: [whatOf(words, short(what))],
    doubts,
  });
  if (open.length > 0) return leftOpen(open);

  if (used || (points >= settled && !general && !uses.some(({kind}) => kind === 'noted'))) {
    if (copy) return served(proposal, words, what, used, copy, signs) ?? leftOpen([copy.quote]);
    const asides = deeds.aside.length > 0;
    const late = !asides && points < settled ? words.consistency.find(toleratesDelay) : undefined;
    if (used && late) return leftOpen([used.clause, late]);
    // A reply that is waited for may be habit: what it is kept for does not show that it is needed.
    const reply = used?.result === 'used' ? replyWords(words.noteSentences) : null;
    if (used && reply) return leftOpen([used.clause, reply.quote]);
    if (used && general && !asides) return leftOpen([used.clause, general.clause]);
    const needed = {...whatOf(words, short(what)), ...neededAnswers(words, used, signs), ...proposed(words)};
    if (!asides) {
      const more = deeds.unclear || uses.some((use) => use.kind === 'unused' && use.rest);
      return more
        ? {
            stance: 'open',
            effects: [needed, {what: {value: 'the rest of what it does', quote: words.purpose[0] ?? all[0]!}}],
            doubts: words.purpose.slice(0, 1),
          }
        : {stance: 'needed', effects: [needed], doubts: []};
    }
    return {stance: 'needed', effects: [needed, ...asideEffects(deeds, words, uses)], doubts: []};
  }

  const unused = unusedBasis(words, uses, signs);
  if (unused === null) return leftOpen([...(silent ? [silent.clause] : []), ...signs.map(({clause}) => clause)]);
  const exceptions = [...words.uses, ...(uses.length === 0 ? words.purpose : [])].filter(
    (one) =>
      makesException(one) && !/\b(?:nothing|not|no one|nobody) (?:\w+ ){0,4}(?:else|more|other)\b/.test(one.plain),
  );
  if (exceptions.length > 0) return leftOpen(exceptions);
  return freeReading(words, deeds, short(what), unused, signs);
}

const isUsed = (use: Use): use is Extract<Use, {kind: 'used'}> => use.kind === 'used';
