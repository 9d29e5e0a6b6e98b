import type {EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import type {Quote, Read} from './quote.ts';

const flag = (field: Quote['field'], value: boolean): Quote => ({field, text: String(value)});
const first = (clauses: readonly Clause[], ...patterns: readonly RegExp[]) =>
  clauses.find(({plain}) => patterns.every((pattern) => pattern.test(plain)));
const denied = /\b(?:no|not|never|without|nothing|none)\b/;

const capture =
  /\bcdc\b|\bchange data capture\b|\bdebezium\b|\b(?:reads?|tails?|from) (?:\w+ ){0,4}(?:binlog|wal|transaction log|redo log|database log)\b/;
const nothingCommitted =
  /\b(?:no|without|not have|does not have|has no|have no) (?:\w+ ){0,2}?(?:database|db|state|storage|store|table|second write|persistence|disk)\b|\bnothing (?:else |is )*(?:\w+ )?(?:written|stored|committed|saved|persisted)\b|\b(?:stateless|only write|no other write)\b/;
const twoSteps =
  /\b(?:commit\w*|saves?|saved|stor(?:e|es|ed|ing)|inserts?|inserted|writes?|written|persist\w*|db|database|transaction)\b(?: \S+){0,10}? (?:then|afterwards?|after that|and|second|next|followed by|later|before|->|separate\w*)\b(?: \S+){0,8}? ?(?:publish\w*|send\w*|emit\w*|kafka|broker|topic|fires?|produce\w*|message)\b|\b(?:publish\w*|send\w*|sent|emit\w*|produc\w*|fired?)\b(?: \S+){0,8}? (?:after|outside|following|once) (?:the |a |our |of )*(?:\w+ )?(?:commit\w*|transaction|insert|save|db write|database write)\b|\btwo (?:separate )?(?:steps|writes|calls)\b|\bdual[- ]writes?\b|\bsecond step\b/;

/** How commit and publication hang together, from the text first and the flag second. */
export function publishStepWords(
  {delivery, proposedEvent}: Proposal,
  notes: readonly Clause[],
): Read<NonNullable<EventFacts['publishStep']>> | null {
  const cdc = notes.find(
    ({plain}) =>
      capture.test(plain) && !/\b(?:no|without|not) (?:\w+ )?(?:cdc|change data capture|debezium)\b/.test(plain),
  );
  if (cdc) return {value: 'cdc', quote: cdc};
  const alone = first(notes, nothingCommitted);
  if (delivery.outbox !== true && alone) return {value: 'alone', quote: alone};
  const separate = notes.find(
    ({plain}) => twoSteps.test(plain) && !/\bsame transaction\b|\boutbox (?:table|relay|row|pattern)\b/.test(plain),
  );
  if (separate && delivery.outbox !== true) return {value: 'separate', quote: separate};
  if (separate && /\btry ?\/? ?catch\b|\btwo (?:steps|writes)\b|\bdual[- ]write/.test(separate.plain))
    return {value: 'separate', quote: separate};
  if (delivery.outbox === true) return {value: 'outbox', quote: flag('delivery.outbox', true)};
  if (delivery.outbox === false && proposedEvent.name !== null && !observed.test(proposedEvent.name)) {
    return {value: 'separate', quote: flag('delivery.outbox', false)};
  }
  return null;
}

/** What is measured or seen has often been stored nowhere when it is published. */
const observed =
  /(?:sampled|measured|viewed|clicked|scanned|observed|detected|seen|opened|taken|counted|sensed|moved|heard|presented|pressed|tapped)$/i;

const lossFine =
  /\b(?:los(?:e|es|ing|t|s)|missing|missed|dropp?(?:ed|ing|s)?|gone)\b(?: \S+){0,8}? (?:fine|ok|okay|acceptable|accepted|harmless|no problem|tolerated|tolerable|does not matter|do not matter|does not hurt|nobody (?:minds|notices|cares)|not (?:a problem|bad|tragic|important))\b|\b(?:may|can) (?:be lost|get lost|go missing)\b|\b(?:odd|occasional|single) (?:\w+ )?(?:loss|losses)\b|\bbest effort\b|\bdo not (?:mind|care)(?: \w+){0,3} (?:los\w+|missing)\b/;
const lossRefused =
  /\b(?:each|every|all|none|no|not one|not a single|never|must not|may not|can not)\b(?: \S+){0,6}? (?:has to arrive|have to arrive|must arrive|needs to arrive|must not be lost|may be lost|may get lost|be lost|get lost|gets lost|go missing|lost|must reach|must get through|must be there|must be booked|arrives?|missing)\b|\bno (?:loss|losses)\b|\bloss is not\b|\b(?:lose|losing)(?: \w+){0,4} (?:is )?not (?:ok|acceptable|an option|allowed)\b|\bmust not lose\b|\bcan not (?:afford to )?lose\b/;

/** Whether a message may be lost, where a clause says so. */
export function lossWords(clauses: readonly Clause[]): Read<boolean> | null {
  const fine = clauses.find(
    ({plain}) =>
      lossFine.test(plain) &&
      !/\b(?:not|never) (?:fine|ok|acceptable|accepted|tolerated|tolerable)\b/.test(plain) &&
      !/\b(?:must|may|can) not (?:be )?(?:get )?los/.test(plain),
  );
  const refused = first(clauses, lossRefused);
  if (refused && !fine) return {value: false, quote: refused};
  return fine && !refused ? {value: true, quote: fine} : null;
}

const endless =
  /\b(?:retr(?:y|ies|ied)|tries|try|again|repeat\w*|redeliver\w*)\b(?: \S+){0,8}? (?:until|till|forever|for ever|endless\w*|indefinite\w*|infinite\w*|without (?:a |any )?(?:limit|end|maximum)|no (?:limit|end|maximum)|unlimited)\b|\b(?:unlimited|infinite|endless|indefinite|no limit on) (?:retr\w+|tries)\b|\bretr\w+ (?:is |are )?(?:unlimited|infinite|endless)\b|\b(?:blocks?|stops?|stuck)(?: \S+){0,5}? (?:partition|behind|queue|rest)\b/;
const skipped =
  /\b(?:after|then|are|is|gets?|just|we|consumer|it|message|messages)\b(?: \S+){0,8}? (?:skip\w*|dropp?ed|drops?|discard\w*|swallow\w*|thrown away|given up|gives? up|moves? on|goes? on (?:to|with) the next|logged and)\b/;
const parkedText = /\b(?:park\w*|dead[- ]?letter\w*|dlq|quarantine\w*)\b/;

/** Where a message goes that cannot be handled. */
export function failureWords(
  {delivery}: Proposal,
  notes: readonly Clause[],
): Read<NonNullable<EventFacts['failures']>> | null {
  const forever = notes.find(
    ({plain}) =>
      endless.test(plain) && !/\b(?:not|never) (?:retr|forever|endless)/.test(plain) && !parkedText.test(plain),
  );
  if (forever) return {value: 'endless', quote: forever};
  const gone = notes.find(
    ({plain}) =>
      skipped.test(plain) &&
      !parkedText.test(plain.replace(/\bno (?:dead[- ]?letter\w*|dlq)(?: queue)?\b/, '')) &&
      !/\b(?:duplicate|repeat|older|stale|already|known|seen)\w*\b/.test(plain),
  );
  if (gone && delivery.deadLetter !== true) return {value: 'dropped', quote: gone};
  if (delivery.deadLetter === true) return {value: 'parked', quote: flag('delivery.deadLetter', true)};
  const parked = notes.find(({plain}) => parkedText.test(plain) && !denied.test(plain));
  if (parked) return {value: 'parked', quote: parked};
  return delivery.deadLetter === false ? {value: 'dropped', quote: flag('delivery.deadLetter', false)} : null;
}

const replyAwaited =
  /\b(?:wait\w*|block\w*|listen\w*|poll\w*|hold\w*)\b(?: \S+){0,8}? (?:repl(?:y|ies)|answer\w*|response\w*|correlation\w*|confirmed|completed|done|returned|result\w*|ack\w*)\b|\b(?:reply|response|answer)[- ]?(?:topic|queue)\b|\bcorrelation[- ]?ids?\b|\b(?:repl(?:y|ies)|answer|response)\b(?: \S+){0,6}? (?:comes?|arrives?|on|over|through) (?:\S+ ){0,3}?(?:topic|queue|\S+\.(?:repl\w+|answers?|responses?))/;

/** Whether the producer waits for a reply message. */
export function replyWords(notes: readonly Clause[]): Read<boolean> | null {
  const found = notes.find(
    ({plain}) =>
      replyAwaited.test(plain) &&
      !/\b(?:no|not|never|nobody|without) (?:\w+ ){0,3}?(?:wait|reply|block|correlation|listen|response|answer)/.test(
        plain,
      ),
  );
  return found ? {value: true, quote: found} : null;
}

const early =
  /\b(?:decision|approval|check|payment|confirmation|signature|commit|insert)\b(?: \w+){0,3} (?:follows|comes|happens|is (?:made|given|taken|done))(?: \S+){0,4} (?:later|after|afterwards|then)\b|\bpublish\w*\b(?: \S+){0,9}? (?:before|prior to|ahead of|already when|as soon as the (?:form|page|dialog|customer opens))\b|\b(?:before|prior to)\b(?: \S+){0,6}? (?:insert\w*|commit\w*|sav(?:e|ed|ing)|stored|decided|approved|signed|confirmed|booked)\b(?: \S+){0,6}? (?:publish\w*|emit\w*|sent|send)\b|\b(?:first|immediately|directly|right away) (?:we )?(?:publish|emit|send)\w*\b(?: \S+){0,9}? (?:then|and then|afterwards)\b(?: \S+){0,5}? (?:insert|commit|sav|stor|write|decid|check|approv)\w*|\bpublish first\b|\bevent (?:goes|is) (?:out|sent|published) (?:first|before)\b/;

/** Whether the message leaves before what it states is true. */
export function earlyWords(notes: readonly Clause[]): Read<boolean> | null {
  const found = notes.find(
    ({plain}) => early.test(plain) && !/\b(?:not|never|nothing)\b(?: \w+){0,4}? (?:publish|before)/.test(plain),
  );
  return found ? {value: false, quote: found} : null;
}
