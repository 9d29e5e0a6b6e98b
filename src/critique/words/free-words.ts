import type {Ground} from '../need.ts';
import type {Clause} from './clauses.ts';
import {type EffectReading, type EffectWords, short, whatOf} from './effect-reading.ts';
import {mayRefuse, type NeedSign} from './need-signs.ts';
import {laterRefusal} from './refusal-words.ts';
import {type Deeds, tells} from './several-effects.ts';
import type {Told} from './told.ts';
import {isTiming, toleratesDelay} from './tolerance.ts';
import {type Use, useOf} from './use.ts';

const stated = /\b(?:answers?|repl(?:y|ies)|responses?|results?|anything back|back|waits?|waiting|outcome|feedback)\b/;

/** The words by which nobody needs the answer: of the field that asks for it, or a plain statement in the purpose. */
export function unusedBasis(
  words: Told,
  uses: readonly Use[],
  signs: readonly NeedSign[],
): Extract<Use, {kind: 'unused' | 'noted'}> | null {
  const own = uses.find((use) => use.kind === 'unused') ?? uses.find((use) => use.kind === 'noted');
  if (own && (own.kind === 'unused' || own.kind === 'noted')) {
    const understood = uses.every(({kind, clause}) => kind !== 'silent' || describesAnswer(clause, own.kind));
    return understood ? own : null;
  }
  if (words.uses.length > 0) return null;
  const statement = words.purpose.map(useOf).find((use) => use.kind === 'unused' && stated.test(use.clause.plain));
  if (statement?.kind === 'unused') return statement;
  const late = words.consistency.find(toleratesDelay);
  const observed = words.purpose.find(({plain}) => observedOnly.test(plain));
  const mine = signs.length === 0 && late !== undefined && observed !== undefined;
  return mine ? {kind: 'unused', result: 'ignored', rest: false, clause: late} : null;
}

/** `ticket numbers come back`: what the answer holds, which a denial then tells apart from its use. */
export function describesAnswer({plain}: Clause, own: 'unused' | 'noted'): boolean {
  return (
    own === 'unused' &&
    /\b(?:comes? back|contains?|returns?|http|2\d\d|status|answers? with|response|answer|reply|replies|result|we get|is returned|gives? back|arrives?|that (?:is|was)|that's|sync\w*|fire (?:and|&|n) forget|notification)\b/.test(
      plain,
    )
  );
}

/** What is passed on to those who look at it in their own time. */
const observedOnly =
  /\b(?:push|forward|copy|copies|mirror|feed|export|report|sync|index|archive|publish|post|update|up to date|up-to-date)\w*\b(?: \S+){0,7}? (?:index|site|copies|copy|dashboard|statistics?|reports?|archive|analytics|warehouse|newsletter|feed|search|portal|website|page|up to date)\b|\bcopies\b(?: \S+){0,5}? up to date\b/;

/** The answers of a call whose answer nobody uses; what another passage puts in doubt stays open. */
export function freeReading(
  words: Told,
  deeds: Deeds,
  what: string,
  use: Extract<Use, {kind: 'unused' | 'noted'}>,
  signs: readonly NeedSign[],
): EffectReading {
  const refusable = [...words.purpose, ...words.call].find(mayRefuse);
  const later = laterRefusal([...words.purpose, ...words.consistency, ...words.notes]);
  const strange = words.consistency.find((one) => !isTiming(one));
  const sign = (ground: Ground) => signs.find((one) => one.ground === ground);
  const quote = use.clause;
  const answers: EffectWords = {
    ...(sign('result') ? {} : {result: {value: use.result, quote}}),
    ...(sign('waiting') || !corroborated(words, deeds) ? {} : {waiting: {value: 'nobody', quote}}),
    ...(sign('invariant') || strange ? {} : {invariant: {value: 'none', quote}}),
    ...(later
      ? {refusal: {value: 'told-later', quote: later.toldLater}, ...(later.plan ? {refusalPlan: later.plan} : {})}
      : refusable || sign('refusal')
        ? {}
        : {refusal: {value: 'none', quote}}),
  };
  const alone = corroborated(words, deeds) ? [] : [quote];
  const doubts = [
    ...signs.map(({clause}) => clause),
    ...(refusable && !later ? [refusable] : []),
    ...(strange ? [strange] : []),
    ...alone,
  ];
  const parts = deeds.aside.length > 0 ? [...deeds.main, ...deeds.aside].map(short) : [what];
  return {
    stance: doubts.length > 0 ? 'open' : 'free',
    effects: parts.map((part) => ({...whatOf(words, part), ...answers})),
    doubts,
  };
}

/** `no` alone frees no call: it may be late besides, or it does no more than tell, or the purpose says the same again. */
function corroborated({purpose, consistency}: Told, {main, aside}: Deeds): boolean {
  const again = purpose.some((one) => useOf(one).kind === 'unused' && stated.test(one.plain));
  return (
    again || consistency.some(toleratesDelay) || (main.length + aside.length > 0 && [...main, ...aside].every(tells))
  );
}
