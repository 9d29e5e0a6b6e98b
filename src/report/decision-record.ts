import type {Change, Comparison} from '../analysis/comparison.ts';
import {knownCount, knownPercent, knownYearly, listed, resultOf, short} from '../figures.ts';
import {lagLines} from './lag-lines.ts';
import {literal, markdown, table} from './markdown.ts';
import {timeOf} from './operation-times.ts';

/** What a record says besides the comparison. */
export interface RecordOptions {
  readonly name: string;
  readonly file: string;
  /** The day of the record, as YYYY-MM-DD. */
  readonly date: string;
  readonly broker: string;
  readonly outbox: boolean;
}

/**
 * The decision record of one conversion, as Markdown: the question and its answer, the figures on both sides, what gets
 * worse, the alternatives with their price, and what it all rests on. While a question is open it proposes nothing.
 */
export function decisionRecord(result: Comparison, {name, file, date, broker, outbox}: RecordOptions): string {
  const bullets = (texts: readonly string[]) => texts.map((text) => `- ${literal(text)}`).join('\n');
  const changed = Object.entries(result.changes).filter(([, change]) =>
    Object.values(change).some(({before, after}: Change<unknown>) => before !== after),
  );
  return markdown([
    `# ${literal(title(result))}`,
    bullets([`System: ${name} (${file})`, `Date: ${date}`, `Status: ${status(result)}`]),
    '## The question',
    bullets(answers(result)),
    '## The decision',
    literal(decision(result, broker, outbox)),
    '## What changes',
    result.pointless
      ? 'It wins less than a minute a month, no time, and nothing that could be up on its own: it is pointless.'
      : '',
    ...(changed.length === 0 ? ['No figure of any operation changes.'] : []),
    ...changed.flatMap(([operation, change]) => [`### ${literal(operation)}`, figures(change, result, operation)]),
    '## Do the readers keep up?',
    bullets(lagLines(result.lateBy)),
    '## What gets worse',
    bullets(result.worse),
    ...(result.alternatives.length === 0
      ? []
      : ['## Alternatives, and their price', bullets(result.alternatives.map(({text}) => text))]),
    '## What the figures rest on',
    bullets(result.before.assumptions),
  ]);
}

function title({conversions}: Comparison): string {
  const [first] = conversions;
  const readers = listed([...new Set(conversions.flatMap(({to}) => to))]);
  return `${first!.from} publishes "${first!.event}" for ${readers}`;
}

function decision({conversions, openQuestions}: Comparison, broker: string, outbox: boolean): string {
  const [first] = conversions;
  const readers = [...new Set(conversions.flatMap(({to}) => to))];
  const verb = readers.length === 1 ? 'reads' : 'read';
  const how = outbox ? 'from an outbox table, so that a request does not need the broker' : 'in the request itself';
  const what = `${first!.from} publishes "${first!.event}" to ${broker}, ${how}; ${listed(readers)} ${verb} it when they can.`;
  return openQuestions.length > 0 ? `None yet. Proposed, should the answer be no: ${what}` : what;
}

function status({openQuestions, conversions, pointless}: Comparison): string {
  if (openQuestions.length > 0) return 'open, the question below is not answered';
  if (conversions.some(({needsResult, kept}) => needsResult === true && !kept))
    return 'not recommended, the result is needed';
  return pointless ? 'not recommended, it buys nothing' : 'proposed';
}

function answers({conversions}: Comparison): string[] {
  return conversions.map(({from, to, needsResult, kept}) => {
    const answer =
      needsResult === null
        ? 'Nobody has said. If yes, none of this holds.'
        : needsResult
          ? 'Yes.'
          : 'No: it goes on without it.';
    const stays = kept ? ' The call stays; what nobody waits for moves to the event.' : '';
    return `Does ${from} need to wait for ${resultOf(listed(to))}? ${answer}${stays}`;
  });
}

function figures(change: Comparison['changes'][string], result: Comparison, operation: string): string {
  const time = (ms: number | null, side: 'before' | 'after') =>
    timeOf(ms, result[side].operations[operation]!.latency, 'never');
  const isExact = (side: 'before' | 'after') => result[side].operations[operation]!.exact;
  const number = (n: number | null, side: 'before' | 'after') =>
    n === null ? 'not known' : knownCount(n, isExact(side));
  const row = <T>(label: string, {before, after}: Change<T>, format: (value: T, side: 'before' | 'after') => string) =>
    before === after ? [] : [[label, format(before, 'before'), format(after, 'after')]];
  return table(
    ['', 'Before', 'After'],
    [
      ...row('Available', change.availability, (share, side) => knownPercent(share, isExact(side))),
      ...row('Down a year', change.downtimeMinutesPerYear, (minutes, side) => knownYearly(minutes, isExact(side))),
      ...row('Failed requests a year', change.failedRequestsPerYear, number),
      ...row('They cost', change.costPerYear, number),
      ...row('Answers typically in', change.typicalMs, time),
      ...row('99 of 100 answers within', change.p99Ms, time),
      ...row('Calls deep', change.chainDepth, short),
      ...row('Parts that can be up on their own', change.quanta, short),
    ],
    new Set([1, 2]),
  );
}
