import type {EventFact} from '../questions.ts';
import type {Clause} from './clauses.ts';
import type {Quote} from './quote.ts';

/** Words that hint at a flaw without showing it, and the answer that would tell. */
const hints: readonly (readonly [RegExp, EventFact | 'onRepeat' | 'refusalPlan'])[] = [
  [/\b(?:twice|duplicat\w*|repeat\w*|again and again|double|second time|redeliver\w*)\b/, 'onRepeat'],
  [
    /\b(?:lost|lose|losing|forever|for ever|no limit|endless|until it works|retr\w+|skipp\w*|swallow\w*|stuck|blocks?)\b/,
    'failures',
  ],
  [/\b(?:order|sequence|overtak\w*|older|partitions?|at random|randomly|wrong|stale)\b/, 'ordering.needed'],
  [
    /\b(?:everybody|everyone|anybody|anyone|all (?:teams|departments|services|employees|partners)|public|years?|retention|personal|sensitive|gdpr|privacy|in clear)\b/,
    'audience',
  ],
  [/\b(?:rows?|columns?|table|orm|entity|schema|raw|internal)\b/, 'fields'],
  [/\b(?:template|rendered|format of|codes? of|made for|tailored|exactly what|needs to know)\b/, 'fields'],
  [/\b(?:commit\w*|transaction|after the save|two steps|dies|crash\w*|in between|try|catch)\b/, 'publishStep'],
  [/\b(?:before|early|already when|as soon as|optimistic\w*|in advance)\b/, 'decidedBeforePublish'],
  [/\b(?:mb|megabytes?|gb|base64|raised|large|huge|big)\b/, 'largestPayloadBytes'],
  [/\b(?:reply|replies|correlation|response topic|waits?|blocks?)\b/, 'waitsForReply'],
  [/\b(?:calls? back|fetch\w*|only the id|just the id|look\w* up|ask\w* us)\b/, 'callbacks'],
  [/\b(?:everything|bus|all events|same topic|shared topic)\b/, 'topicHolds'],
  [/\b(?:declin\w*|refus\w*|reject\w*|sold out|not possible|fails?)\b/, 'refusalPlan'],
];

export interface DesignDoubt {
  readonly fact: EventFact | 'onRepeat' | 'refusalPlan';
  readonly quote: Quote;
}

/** What explains a design instead of questioning it. */
const benign =
  /\b(?:dedup\w*|upsert\w*|idempot\w*|outbox|parks?|parked|dead[- ]?letter\w*|dlq|backoff|surrogate|pseudonym\w*|compacted|snapshots?|own (?:store|table|database|copy)|publishes (?:its|their) own|on purpose|by (?:key|id|sku)|keys on|header|bucket|object storage|reference only|restricted|encrypted|alarms?|handled ids|versions?|subscrib\w*|listens?|signs?|notice|nothing else is|filled|loaded|(?:full|initial) export|lag is|no (?:own )?(?:database|storage|db))\b/;

/**
 * What in the notes hints at a flaw. A clause that gave an answer hints no more; one that nobody here understands may
 * say anything, so where it is about messages the two answers
 * that notes are most often about are asked for.
 */
export function designDoubts(notes: readonly Clause[], spent: ReadonlySet<string>): readonly DesignDoubt[] {
  return notes
    .filter(({text}) => ![...spent].some((one) => one.includes(text)))
    .flatMap((clause) => {
      const hinted = hints.filter(([pattern]) => pattern.test(clause.plain)).map(([, fact]) => ({fact, quote: clause}));
      if (hinted.length > 0 || benign.test(clause.plain)) return hinted;
      return technical.test(clause.plain) ? unexplained.map((fact) => ({fact, quote: clause})) : [];
    });
}

const technical =
  /\b(?:events?|messages?|topics?|consumers?|producers?|publish\w*|sends?|sent|payload|fields?|keys?|brokers?|kafka|queues?|partitions?|schemas?|formats?|readers?|subscribers?|service|code|database|deploy\w*|rebalance)\b/;
const unexplained: readonly DesignDoubt['fact'][] = ['decidedBeforePublish', 'ordering.needed'];
