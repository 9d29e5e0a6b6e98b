import type {EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import {nameParts} from './event-name.ts';
import type {Read} from './quote.ts';

const everybody =
  /\b(?:all|any|every|anybody|anyone|everybody|everyone|whole|entire|any team|company[- ]wide|public(?:ly)?|open to)\b(?: \S+){0,6}? (?:departments?|teams?|services?|company|hospital|read|reads|subscribe\w*|listen\w*|see|access|consume\w*|employees?|organi[sz]ation|group|apps?|partners?|developers?|vendors?)\b|\b(?:anybody|anyone|everybody|everyone) (?:\S+ ){0,6}?(?:can|may|who|reads?|listens?)\b|\bno (?:acls?|access control|restrictions?)\b/;
const restricted =
  /\bonly\b(?: \S+){0,5}? (?:may|can|is allowed|are allowed|reads?|has access|have access|subscribes?)\b|\b(?:restricted|acls? (?:limit|allow)|encrypted|private topic|sole reader|only reader|no one else|nobody else)\b/;
const onlyNeeds = /\b(?:only|just) (?:needs?|uses?|wants?|reads? the)\b/;
const several =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|other|all) (?:\w+ ){0,2}?(?:teams?|consumers?|services?|departments?|readers?|systems?|partners?)\b/;

/** Who reads the topic: more than those who need what is sensitive in it, or only those. */
export function audienceWords(
  clauses: readonly Clause[],
  fields: EventFacts['fields'],
): Read<NonNullable<EventFacts['audience']>> | null {
  const narrow = clauses.find(
    ({field, plain}) =>
      field === 'notes' && restricted.test(plain) && !/\b(?:not|no longer) (?:restricted|encrypted)\b/.test(plain),
  );
  const wide =
    clauses.find(({plain}) => everybody.test(plain) && !/\b(?:not|nobody|no one)\b/.test(plain)) ??
    clauses.find(({plain}) => onlyNeeds.test(plain));
  if (wide && !narrow) return {value: 'wider', quote: wide};
  if (narrow) return wide ? null : {value: 'needs-it', quote: narrow};
  // Nobody downstream needs a password.
  const secret = fields?.some(({data}) => data === 'secret');
  const teams = secret ? clauses.find(({plain}) => several.test(plain)) : undefined;
  return teams ? {value: 'wider', quote: teams} : null;
}

const forLong =
  /\b(?:kept|keep|retention|retained|stored|stays?|remain\w*|saved)\b(?: \S+){0,6}? (?:(?:\d+|two|three|five|seven|ten|many|several) years?|for ?ever|unlimited|infinite\w*|indefinite\w*|without (?:limit|end)|never (?:deleted|expires))\b|\b(?:forever|infinite|unlimited|indefinite) (?:retention|storage)\b|\bnever (?:deleted|purged|expires?)\b/;

/** Whether messages are kept for years or without end. */
export function retentionWords(clauses: readonly Clause[]): Read<NonNullable<EventFacts['retention']>> | null {
  const found = clauses.find(({plain}) => forLong.test(plain));
  return found ? {value: 'longer', quote: found} : null;
}

const anything =
  /\b(?:everything|anything|all (?:kinds?|sorts?|types?)|any (?:kind|sort|type)|every event|all events|unrelated|mixed|shared by|one topic for|same topic as)\b/;
const allTopic = new Set(
  'everything all misc common general bus company global shared anything stuff main default events everyone'.split(' '),
);

/** What else stands on the topic. */
export function topicWords(
  {proposedEvent: {topic, name}}: Proposal,
  clauses: readonly Clause[],
): Read<NonNullable<EventFacts['topicHolds']>> | null {
  const parts = topic === null ? [] : nameParts(topic);
  const catchAll =
    parts.length > 0 &&
    (parts.every((part) => allTopic.has(part)) ||
      (allTopic.has(parts.at(-1)!) && parts.at(-1) !== 'events' && parts.at(-1) !== 'main'));
  const text = clauses.find(
    ({plain}) =>
      (anything.test(plain) && /\b(?:topic|bus|stream|carries|carry|holds)\b/.test(plain)) ||
      (topic !== null && plain.includes(topic.toLowerCase()) && /\b(?:all|every|any)\b/.test(plain)),
  );
  if (
    text &&
    (catchAll ||
      /\b(?:everything|unrelated|all (?:kinds|sorts|types|events)|any (?:kind|sort|type))\b/.test(text.plain))
  )
    return {value: 'unrelated', quote: text};
  return catchAll && name !== null && /everything|anything|misc|stuff/.test(topic ?? '')
    ? {value: 'unrelated', quote: {field: 'proposedEvent.topic', text: topic!}}
    : null;
}

const callBack =
  /\b(?:calls?|gets?|fetch\w*|loads?|asks?|quer(?:y|ies)|looks? up|requests?|reads?|pulls?|comes? back)\b(?: \S+){0,8}? (?:back|at once|immediately|right away|api|details|the rest|thecaller|us|rest|straight away|for (?:the )?(?:data|details|content|rest))\b|\bget \/\S+/;
const many =
  /\b(?:all|each|every|most|\d+|two|three|four|five|six|seven|eight|nine|ten|both|consumers|readers|teams|services|subscribers|they)\b/;
const rarely =
  /\b(?:on demand|rare\w*|if needed|when needed|occasional\w*|only when|some ?times|opens? (?:the )?details?|click\w*|seldom|now and then)\b/;

/** Whether readers have to call back before they can act. */
export function callbackWords(
  notes: readonly Clause[],
  purpose: readonly Clause[],
): Read<NonNullable<EventFacts['callbacks']>> | null {
  const back = notes.filter(
    ({plain}) => callBack.test(plain) && !/\b(?:no|not|nobody|never|without|instead of)\b/.test(plain),
  );
  const rare = back.find(({plain}) => rarely.test(plain));
  if (rare) return {value: 'on-demand', quote: rare};
  const most = back.find(
    ({plain}) =>
      many.test(plain) &&
      /\b(?:at once|immediately|right away|straight away|then|first|all|each|every|calls? back|back)\b/.test(plain),
  );
  return most && !purpose.includes(most) ? {value: 'most-at-once', quote: most} : null;
}
