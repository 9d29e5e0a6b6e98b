import type {Effect} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import type {Quote, Read} from './quote.ts';

const twice =
  /\b(?:balance|total|count\w*|sum|points?|stock|amount) ?(?:=|\+=|-=|is set to \w+ plus)|[a-z_]+ ?(?:\+=|-=)|\bincrement\w*\b|\bdecrement\w*\b|\b(?:adds?|added|adding|subtracts?|counts?|sends?|charges?|books?|appends?|inserts?)\b(?: \S+){0,9}? (?:each time|every time|again|twice|a second time|double|per message|for (?:each|every) message)\b|\b(?:twice|double|duplicated?|duplicates|a second time|two times|repeats?) ?(?:mails?|entries|bookings|payments|charges|counted|sent|booked|appear|are counted|in the)\b|\b(?:counted|sent|booked|charged|paid|added|posted|printed) (?:twice|double|again|two times)\b/;
const unchecked =
  /\b(?:no|without|not|nothing|never)\b(?: \S+){0,5}? (?:dedup\w*|check\w* for (?:repeats|duplicates)|duplicate (?:check|detection)|check|idempot\w*|recogni[sz]\w*|processed[- ]ids?|remember\w*)\b/;
const repeatTalk =
  /\b(?:repeat\w*|duplicat\w*|twice|redeliver\w*|again|second time|idempot\w*|dedup\w*|at[- ]least[- ]once)\b/;
const recognised =
  /\b(?:dedup\w*|processed[- ]ids?|handled (?:ids?|messages)|remember\w*|records? (?:the |each )?(?:event|message|handled)? ?ids?|inbox|recogni[sz]\w*|ids? (?:are|is) (?:kept|stored|recorded|remembered))\b/;
const sameAgain =
  /\b(?:upsert\w*|absolute|overwrit\w*|replaces?|by key|keys on|writes by|keyed (?:by|on)|skips? (?:anything|older|those|messages)|newest wins|last (?:one )?wins|older version|older \w*version|version (?:check|number)|idempotent by nature|set to the value|same row)\b/;
const repeatable =
  /\b(?:\+=|adds?|adding|increments?|points?|bonus|charges?|counts?|counter|debits?|credits?|sends?|mails?|prints?|pays?|appends?)\b/;

/** What a message that comes twice does, from the text first and the flag second. */
export function repeatWords(
  {delivery}: Proposal,
  notes: readonly Clause[],
  purpose: readonly Clause[],
): Read<NonNullable<Effect['onRepeat']>> | null {
  const find = (clauses: readonly Clause[], pattern: RegExp) => clauses.find(({plain}) => pattern.test(plain));
  const flag: Quote = {field: 'delivery.idempotentConsumer', text: String(delivery.idempotentConsumer)};
  const absolute = notes.find(
    ({plain}) => sameAgain.test(plain) && !/\b(?:no|not|without) (?:\w+ ){0,2}(?:upsert|version|key)/.test(plain),
  );
  const known = notes.find(({plain}) => recognised.test(plain) && !unchecked.test(plain));
  const double = find(notes, twice);
  const bare = notes.find(({plain}) => unchecked.test(plain) && repeatTalk.test(plain));
  if (double && !known && !absolute && (delivery.idempotentConsumer !== true || repeatTalk.test(double.plain)))
    return {value: 'happens-twice', quote: double};
  if (absolute) return {value: 'same-result', quote: absolute};
  if (known) return {value: 'recognized', quote: known};
  if (delivery.idempotentConsumer === true) return {value: 'recognized', quote: flag};
  if (bare) return {value: 'happens-twice', quote: bare};
  const deed = find(purpose, repeatable);
  return delivery.idempotentConsumer === false && deed ? {value: 'happens-twice', quote: deed} : null;
}
