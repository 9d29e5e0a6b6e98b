import type {EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import {nameParts} from './event-name.ts';
import type {Quote} from './quote.ts';

/** What the words say about the order of messages: whether it counts, of which entity, and what the key does to it. */
export interface OrderWords {
  readonly value: EventFacts['ordering'];
  readonly quote: Quote;
}

const inOrder =
  /\bin (?:the )?(?:right |correct |exact |same |strict )?(?:order|sequence)\b|\border(?:ing)? (?:of|matters?|counts?|is important|must|has to)\b|\bout of (?:order|sequence)\b|\bsequen(?:ce|tial\w*)\b|\bone after (?:the )?(?:other|another)\b/;
const lastWins =
  /\b(?:came|comes?|arrives?|arrived|got|received) last\b|\b(?:mixed up|jumbled)\b|\b(?:last|latest|newest|most recent)\b(?: \S+){0,6}? (?:one|message|status|step|state|value|truth|wins|got|received|came|counts)\b|\bafter '|\bshows?(?: \S+){0,3} '\w+' after\b|\bovertak\w*\b|\bwrong (?:order|way round)\b|\bolder (?:one|message|value|state)s? (?:overwrit|win)\w*/;
const harmless =
  /\border (?:does not|do not) matter\b|\b(?:no|not) (?:\w+ )?(?:order|ordering|sequence)\b|\b(?:skips?|ignores?|refuses?|drops?)(?: \S+){0,3}? (?:older|stale|outdated)\b|\bwins by (?:number|version|timestamp|time)\b|\bversion\w*\b/;
const noKey =
  /\b(?:no|without|missing) (?:a |any )?(?:partition |message |routing )?keys?\b|\bround[- ]?robin\b|\brandom(?:ly)?\b|\bspread\b/;
const entityOf =
  /\b(?:of|for|per|about) (?:an?|the|one|each|every|same|any|single|that|this) ?(?:same |single |given )?([a-z]{3,})\b|\bper ([a-z]{3,})\b|\bsame ([a-z]{3,})\b/g;

/** Whether order is needed, and whether the key keeps it; null where the words do not touch it. */
export function orderWords({proposedEvent: {key, payload}}: Proposal, clauses: readonly Clause[]): OrderWords | null {
  const needs = clauses.find(({plain}) => (inOrder.test(plain) || lastWins.test(plain)) && !harmless.test(plain));
  const none = clauses.find(({plain}) => harmless.test(plain));
  const keyQuote: Quote | null = key === null ? null : {field: 'proposedEvent.key', text: key};
  if (none) return {value: {needed: false, entity: null, key: null}, quote: none};
  const scattered = clauses.find(({plain}) => noKey.test(plain));
  if (!needs) return null;
  if (key === null || key.toLowerCase() === 'none') {
    return scattered
      ? {value: {needed: true, entity: null, key: 'none'}, quote: scattered}
      : {value: {needed: true, entity: null, key: null}, quote: needs};
  }
  const entities = [...needs.plain.matchAll(entityOf)]
    .map(([, a, b, c]) => a ?? b ?? c ?? '')
    .map((one) => one.replace(/s$/, ''));
  const keyed = nameParts(key).filter((part) => !['id', 'no', 'number', 'ref', 'code', 'key'].includes(part));
  const fields = (payload ?? [])
    .filter((name) => name !== null && name !== key)
    .map((name) =>
      nameParts(name ?? '')
        .filter((part) => part !== 'id')
        .join(''),
    );
  const other = entities.find(
    (entity) => !keyed.some((part) => part.startsWith(entity) || entity.startsWith(part)) && fields.includes(entity),
  );
  const spread =
    /\b(?:random|uuid|guid|eventid|messageid|timestamp|time|date|at|region|country|partition|tenant|type|hour)\b/.test(
      nameParts(key).join(' '),
    );
  if (other) return {value: {needed: true, entity: other, key: 'scatters'}, quote: needs};
  if (entities.some((entity) => keyed.some((part) => part.startsWith(entity))))
    return {value: {needed: true, entity: entities[0] ?? null, key: 'keeps'}, quote: needs};
  return spread
    ? {value: {needed: true, entity: null, key: 'scatters'}, quote: keyQuote ?? needs}
    : {value: {needed: true, entity: null, key: null}, quote: needs};
}
