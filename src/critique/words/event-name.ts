import type {EventFacts} from '../facts.ts';
import type {Read} from './quote.ts';

type Says = NonNullable<EventFacts['says']>;

/** The words of an identifier: `SendInvoice`, `send-invoice`, `send_invoice` and `send invoice` are send, invoice. */
export function nameParts(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const orders = new Set(
  'send create update delete remove print notify start stop run do make generate process handle execute trigger call issue charge book reserve ship deliver archive calculate compute sync synchronise synchronize push pull publish assign allocate validate verify check get fetch load import export add set put write store save record log cancel close open please inform tell mail email post submit approve reject activate deactivate enable disable register refresh recalculate prepare assess schedule build render convert invoke perform ensure clean move copy transfer'.split(
    ' ',
  ),
);
const irregularPast = new Set(
  'sent paid sold made begun taken given told lost found held left built bought shipped chosen known written drawn spent done won seen read set put cut met kept hit split born grown driven thrown brought caught said gone come become became went came fell fallen rose risen began broke broken woke woken stole stolen wrote flew flown ate eaten got froze frozen changed run overdue out'.split(
    ' ',
  ),
);
const wanted = new Set('please should must'.split(' '));
const wantedAtTheEnd = new Set('needed required wanted command task job todo'.split(' '));
/** `TransferDue`, `ReportReady`: a state reached, whatever the first word could order. */
const states = new Set('due ready available late low full empty complete valid invalid active inactive'.split(' '));
const asked = new Set('requested asked query enquired inquired'.split(' '));
const nondescript = new Set(
  'entity row record data object item thing something table db document model state event message info payload generic crud any entry'.split(
    ' ',
  ),
);
const storage = new Set(['row', 'entity', 'record', 'table', 'db', 'object', 'column']);
const contentless = new Set(
  'updated changed modified touched synced saved altered event message sync change update'.split(' '),
);

const isPast = (word: string) =>
  (/[a-z]{2}ed$/.test(word) && word !== 'need' && word !== 'feed') || irregularPast.has(word);

/** What the name of the event tells: an order, a question, something that happened, or nothing; null where it is hard to say. */
export function nameSays(name: string | null): Read<Says> | null {
  if (name === null) return null;
  const parts = nameParts(name.replace(/[-_. ]?(?:event|message|msg|v\d+)$/i, ''));
  const quote = {field: 'proposedEvent.name', text: name} as const;
  const read = (value: Says): Read<Says> => ({value, quote});
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 0) return read('nothing');
  const toBe = parts.some((word, i) => word === 'to' && parts[i + 1] === 'be');
  if (toBe || wantedAtTheEnd.has(last) || parts.some((word) => wanted.has(word))) return read('command');
  if (parts.some((word) => asked.has(word))) return null;
  if (states.has(last)) return read('fact');
  if (parts.length > 1 && orders.has(first) && !isPast(last)) return read('command');
  const past = parts.findIndex(isPast);
  if (past < 0) return parts.length === 1 && contentless.has(last) ? read('nothing') : null;
  const subject = parts.filter((word) => !contentless.has(word));
  if (
    subject.length === 0 ||
    (contentless.has(parts[past]!) &&
      (subject.every((word) => nondescript.has(word)) || subject.some((word) => storage.has(word))))
  )
    return read('nothing');
  return /^(?:updated|modified|touched|synced)$/.test(parts[past]!) ? null : read('fact');
}
