import type {EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import {nameParts} from './event-name.ts';
import type {Quote, Read} from './quote.ts';

type Field = NonNullable<EventFacts['fields']>[number];

const consumers =
  /\b(?:template|rendered|html|subject line|mail ?text|body text|layout|css|font|button|widget|screen|queue name|route to|routing|recipient list|sendgrid|mailchimp|salesforce|sap|zendesk|hubspot|twilio|slack|jira|stripe|dashboard|tableau|power ?bi)\b/;
const secrets = new Set(
  'password passwd pwd secret hash salt pin cvv cvc token credential otp apikey privatekey'.split(' '),
);
const regulated = new Set(
  'diagnosis diagnoses icd medication prescription ssn nationalid health blood treatment disease religion ethnicity criminal disability lab therapy symptom symptoms passportnumber passport cardnumber pan'.split(
    ' ',
  ),
);
const personal = new Set(
  'email phone mobile address street birth birthdate dob birthday iban salary name firstname lastname surname gender photo ip location gps income'.split(
    ' ',
  ),
);
const people = new Set(
  'patient customer user employee person contact holder first last full guest traveller traveler driver member student applicant citizen recipient sender buyer owner resident client parent child doctor'.split(
    ' ',
  ),
);

const rowText =
  /\b(?:rows?|columns?|orm|hibernate|entit(?:y|ies)|table)\b(?: \S+){0,8}? (?:as (?:it|they) (?:is|are|stands?)|one to one|1:1|1 to 1|unchanged|as is|serial\w*|directly|raw)\b|\b(?:straight|raw|direct|plain|simply|just|whole|full|complete|entire)\b(?: \S+){0,3}? (?:cdc|row|rows|columns|table|entity|dump)\b|\b(?:payload|message|event)\b(?: \S+){0,4}? (?:row|entity|columns|table)\b|\bcdc of (?:the |our )?\w+ table\b|\bselect \*/;
const columnName = /^(?:[a-z0-9]+_){1,}[a-z0-9]+\d?$|^[A-Z]{4,}\d*$|^(?:tbl|col|fk|pk)_?/;
const oddColumn =
  /(?:_flag|flag\d|^tbl|_fk$|^fk_|_pk$|shard|row_?version|legacy|_tmp|tmp_|^is_|_hash$|^zz|internal|_col$|created_by|updated_by|partition_no|lock_version|version_lock)/i;

/** What the fields' names and the text say about vocabulary and kind of data; null where no field is named. */
export function fieldWords({proposedEvent}: Proposal, notes: readonly Clause[]): Read<Field[]> | null {
  const {payload} = proposedEvent;
  if (payload === null || payload.length === 0) return null;
  const row = notes.find(({plain}) => rowText.test(plain) && !/\b(?:not|no|never|without)\b/.test(plain));
  const columns = payload.filter((one) => one !== null && columnName.test(one) && oddColumn.test(one)).length;
  const stored = row !== undefined || columns >= 2;
  const theirs = notes.find(({plain}) => consumersText.test(plain));
  const fields = payload.slice(0, 200).map((name) => {
    const parts = nameParts(name ?? '');
    const joined = parts.join(' ');
    const consumer =
      consumers.test(joined) ||
      (theirs !== undefined &&
        [...parts, parts.join('')].some((part) => part.length > 3 && theirs.words.includes(part)) &&
        !/id$/i.test(name ?? ''));
    return {name, vocabulary: stored ? 'storage' : consumer ? 'consumer' : 'producer', data: dataOf(parts)} as const;
  });
  const quote: Quote = row ?? {field: 'proposedEvent.payload', text: payload.filter((one) => one !== null).join(', ')};
  return {value: fields, quote};
}

const consumersText =
  /\b(?:template|rendered|codes?|field|flag|status)\b(?: \S+){0,6}? (?:of the|belongs? to|only (?:the )?\w+ (?:understands|knows|uses)|means? (?:something|nothing)|for the|their)\b(?: \S+){0,4}|\b(?:rendered|formatted)\b|\bin the (?:format|syntax|wording|language) (?:of|that)\b|\bonly thecallee (?:understands|knows|uses)\b|\b(?:as|how|what|the way) thecallee (?:needs|wants|expects|likes)\b/;

function dataOf(parts: readonly string[]): NonNullable<Field['data']> {
  const id = /^(?:id|ref|code|key|uuid)$/.test(parts.at(-1) ?? '');
  const joined = parts.join('');
  if (parts.some((part) => secrets.has(part))) return parts.includes('card') ? 'personal' : 'secret';
  if (parts.some((part) => regulated.has(part)) || regulated.has(joined) || joined.includes('nationalid'))
    return 'regulated';
  if (id) return 'plain';
  const named = parts.includes('name') && (parts.length === 1 || parts.some((part) => people.has(part)));
  return named || parts.some((part) => part !== 'name' && personal.has(part)) ? 'personal' : 'plain';
}

const megabytes = /\b(\d+(?:[.,]\d+)?)(?:\s?(?:-|to)\s?(\d+))? ?(mb|megabytes?|mib|gb|gigabytes?|kb|kilobytes?)\b/g;
const bytesPer: Readonly<Record<string, number>> = {k: 1000, m: 1_000_000, g: 1_000_000_000};
const inline = /base64|binary|blob|bytes|rawimage|pdfcontent|filecontent|attachment/i;
const reference =
  /\b(?:reference|url|link|object storage|s3|bucket|claim check|not in the (?:message|event|payload)|compressed below|limit is)\b/;

/** The largest message that the text or a field with content inside speaks of, in bytes. */
export function sizeWords({proposedEvent}: Proposal, clauses: readonly Clause[]): Read<number> | null {
  const sized = clauses.flatMap((clause) =>
    reference.test(clause.plain) && !/\braised\b/.test(clause.plain)
      ? []
      : [...clause.plain.matchAll(megabytes)].map(([, low, high, unit]) => ({
          value: Number((high ?? low ?? '0').replace(',', '.')) * bytesPer[unit![0]!]!,
          quote: clause,
        })),
  );
  const holds = proposedEvent.payload?.some((name) => name !== null && inline.test(name)) ?? false;
  const largest = sized.reduce<Read<number> | null>((a, b) => (a === null || b.value > a.value ? b : a), null);
  if (largest === null || largest.value <= 1_000_000) return null;
  const about =
    /\b(?:message|event|payload|broker|limit|each|inline|images?|pictures?|photos?|documents?|files?|pdfs?|snapshot|attachments?|max)\b/.test(
      (largest.quote as Clause).plain,
    );
  return holds || about ? largest : null;
}
