import type {Ground} from '../need.ts';
import {type Clause, has} from './clauses.ts';
import {type EffectWords, isGet, short} from './effect-reading.ts';
import {describesAnswer} from './free-words.ts';
import type {NeedSign} from './need-signs.ts';
import type {Deeds} from './several-effects.ts';
import type {Told} from './told.ts';
import {bareYes, type Use} from './use.ts';

/**
 * Asked what becomes of the answer, an author tells of something that happens: a use, although in words that are not
 * known here. Only where the whole field affirms, and nothing in it only describes the answer.
 */
export function impliedUse(uses: readonly Use[]): Extract<Use, {kind: 'used'}> | undefined {
  const [only, ...more] = uses;
  if (only && more.length === 0 && bareYes.test(only.clause.plain))
    return {kind: 'used', result: 'used', clause: only.clause};
  const silent = uses.filter(({kind, clause}) => kind === 'silent' && clause.words.length >= 3);
  const [first] = silent;
  const affirmed = silent.every(
    ({clause}) => !has(clause, 'negator', 'claim', 'log', 'retry') && !describesAnswer(clause, 'unused'),
  );
  if (first === undefined || !affirmed || silent.length < uses.length) return undefined;
  return {kind: 'used', result: 'used', clause: first.clause};
}

/** Rules that must hold count once, however often they are told. */
export function needPoints(signs: readonly NeedSign[]): number {
  const byGround = new Map<string, number>();
  for (const {ground, points, clause} of signs) {
    const key = ground === 'invariant' ? ground : `${ground} ${clause.field} ${clause.plain}`;
    byGround.set(key, Math.max(points, byGround.get(key) ?? 0));
  }
  return [...byGround.values()].reduce((sum, points) => sum + points, 0);
}

/** The author keeps the needed part in the call: then only the rest was proposed as an event. */
const keepsCall =
  /\b(?:keep(?:s|ing)?|stays?|remains?|leave(?:s)?|still)\b(?: \S+){0,5}? (?:call|sync\w*|as (?:it|they|now|before)|is|rest|http|request)\b|\bonly\b(?: \S+){0,8}? (?:by|as|via|through|becomes?) (?:an |the )?(?:event|message|topic|kafka)s?\b/;

export function proposed({notes, purpose}: Told): EffectWords {
  const kept = [...notes, ...purpose].find(
    ({plain}) => keepsCall.test(plain) && !/\b(?:not|no|never|drop)\b/.test(plain),
  );
  return kept ? {proposed: {value: 'call', quote: kept}} : {};
}

/** Who waits: a device only where the words name one and no person. */
function whoWaits({plain}: Clause): 'person' | 'device' {
  const thing = /\b(?:barrier|door|pump|machine|robot|turnstile|device|valve|gate)\b/.test(plain);
  return thing && !/\b(?:he|she|customer|driver|traveller|person|officer|patient)\b/.test(plain) ? 'device' : 'person';
}

/** The answers that make an effect needed: those of the strongest signs. */
export function neededAnswers(
  words: Told,
  used: Extract<Use, {kind: 'used'}> | undefined,
  signs: readonly NeedSign[],
): EffectWords {
  const best = (ground: Ground) => signs.filter((one) => one.ground === ground).sort((a, b) => b.points - a.points)[0];
  const [result, waiting, refusal] = [best('result'), best('waiting'), best('refusal')];
  const strongest = [result, waiting, refusal].reduce<NeedSign | undefined>(
    (a, b) => (b && (!a || b.points > a.points) ? b : a),
    undefined,
  );
  return {
    ...(isGet(words) ? ({kind: {value: 'read', quote: words.call[0]!}} as const) : {}),
    ...(used ? {result: {value: used.result, quote: used.clause}} : {}),
    ...(!used && strongest === result && result ? ({result: {value: 'decides', quote: result.clause}} as const) : {}),
    ...(waiting && (waiting.points === 2 || strongest === waiting)
      ? {waiting: {value: whoWaits(waiting.clause), quote: waiting.clause}}
      : {}),
    ...(refusal && (refusal.points === 2 || strongest === refusal)
      ? ({refusal: {value: 'told-now', quote: refusal.clause}} as const)
      : {}),
  };
}

/** The effects on the side of a needed one: told or recorded, and nobody asks how it went. */
export function asideEffects({aside}: Deeds, words: Told, uses: readonly Use[]): readonly EffectWords[] {
  const said = uses.find((use) => use.kind === 'unused')?.clause;
  return aside.map((what) => {
    const own = words.purpose.find(({text}) => text.includes(what)) ?? words.purpose[0]!;
    const quote = said ?? {field: own.field, text: what};
    return {
      what: {value: short(what), quote: own},
      proposed: {value: 'event', quote: own},
      result: {value: 'ignored', quote},
      waiting: {value: 'nobody', quote},
      refusal: {value: 'none', quote},
      invariant: {value: 'none', quote},
    } as const;
  });
}
