import stringWidth from 'string-width';
import type {Change} from '../analysis/comparison.ts';
import {knownPercent, knownSpan, knownYearly, listed, short, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import {type Line, wrapped} from './line.ts';
import {needsResult} from './needs-result.ts';
import {slowFactor} from './slow-factor.ts';
import {table} from './table.ts';
import type {CallLine, Choices, Ledger, OperationLine} from './workbench.ts';

/** A name that is cut shorter than this, in columns, says nothing. */
const shortestName = 8;
/** Below this many columns names need the room. */
const narrow = 70;

/** A time of an operation, or the file's and the present one where they differ. */
function timesText({timesStated}: OperationLine, {before, after}: Change<number | null>): string {
  const time = (ms: number | null, isWhole: boolean) => (ms === null ? 'never' : knownSpan(ms, isWhole));
  const [old, now] = [time(before, timesStated.before), time(after, timesStated.after)];
  return old === now ? now : `${old} -> ${now}`;
}

function answersText(o: OperationLine): string {
  if (o.p99Ms.after === null)
    return o.typicalMs.after === null ? 'no request is answered' : `answers in ${timesText(o, o.typicalMs)}`;
  return `answers in ${timesText(o, o.typicalMs)}, 99 % within ${timesText(o, o.p99Ms)}`;
}

/** The value, or the file's and the present one where they differ. */
function arrow<T>({before, after}: Change<T>, format: (value: T) => string): string {
  const [old, now] = [format(before), format(after)];
  return old === now ? now : `${old} -> ${now}`;
}

const availableText = ({availability: {before, after}, exact}: OperationLine) =>
  arrow({before: knownPercent(before, exact.before), after: knownPercent(after, exact.after)}, (text) => text);

const downText = ({downtimeMinutesPerYear: {before, after}, exact}: OperationLine) =>
  arrow({before: knownYearly(before, exact.before), after: knownYearly(after, exact.after)}, (text) => text);

/** The operations as a table: as the file has them, and now. Availability is left out where the screen is narrow. */
export function operationLines(operations: readonly OperationLine[], width: number): readonly Line[] {
  const isBad = operations.some(({isBadDay}) => isBadDay);
  const rows = operations.map((o) => [
    o.name,
    availableText(o),
    ...(isBad ? [] : [downText(o)]),
    timesText(o, o.typicalMs),
  ]);
  const head = ['Operation', 'available', ...(isBad ? [] : ['down a year']), 'answers in'];
  const spoken = [head, ...rows].map(([name, ...figures], i) =>
    i === 0 ? '' : `${name}: ${figures.map((figure, k) => `${head[k + 1]} ${figure}`).join(', ')}`,
  );
  return table([head, ...rows], width, 1).map((text, i) => ({
    text,
    tone: i === 0 ? 'quiet' : 'body',
    spoken: spoken[i]!,
  }));
}

/** What the bad day is and what it does, as far as that is known, in a sentence; undefined: there is none. */
export function badDay({down, slow}: Choices, ledger: Ledger | undefined): string | undefined {
  const what = [
    ...down.map((name) => `${name} does not answer`),
    ...slow.map((name) => `${name} is ${slowFactor} times slower`),
  ];
  if (what.length === 0) return undefined;
  const says = {
    fails: () => 'fails',
    stops: (o: OperationLine) =>
      `stops after ${timeSpan((o.stopsAfterSeconds ?? 0) * 1000)}: the waiting requests fill its pool`,
    degrades: () => 'goes on without it',
    late: () => 'works, its effects come later',
  } as const;
  const effects = (ledger?.operations ?? []).flatMap((o) => (o.outcome ? [`${o.name} ${says[o.outcome](o)}`] : []));
  return `Bad day: ${listed(what)}.${effects.length > 0 ? ` ${effects.join('; ')}.` : ''}`;
}

/** The key question about a call, with whoever answered it. */
export function questionText(choices: Choices, call: CallLine): string {
  const answer = needsResult(choices, call);
  if (answer === undefined) return `${call.question} Nobody has answered: press y or n.`;
  const who = call.needsResult === undefined ? 'You say' : 'The file says';
  const from = call.critique === undefined ? '' : `, by the critique ${call.critique}`;
  return `${call.question} ${who} ${answer ? 'yes' : 'no'}${from}.`;
}

/** Who calls whom in `room` columns, with the marks of a bad day behind: of names that are too long each keeps its part. */
export function callText({from, to}: CallLine, marks: string, room: number): string {
  const names = room - stringWidth(` -> ${marks}`);
  const [caller, callee] = [printableLine(from), printableLine(to)];
  const first = fitted(caller, Math.max(shortestName, Math.floor(names / 2), names - stringWidth(callee)));
  return `${first} -> ${fitted(callee, Math.max(shortestName, names - stringWidth(first)))}${marks}`;
}

/** Beside a call in the list, which is `width` columns wide: what it costs, or that it is an event now, if that is known. */
export function callAside(choices: Choices, call: CallLine, ledger: Ledger | undefined, width: number): string {
  const event = ledger && eventOf(call, ledger);
  if (event !== undefined) return `event ${event}`;
  const couplings = ledger?.couplings.get(call.id) ?? [];
  const wait = knownSpan(
    Math.max(0, ...couplings.map(({temporal}) => temporal.waitMs)),
    couplings.every(({temporal}) => temporal.waitStated),
  );
  const minutes = couplings.reduce((sum, {availability}) => sum + availability.minutesPerYear, 0);
  const needed = {true: 'yes', false: 'no', undefined: '?'}[
    `${needsResult(choices, call)}` as 'true' | 'false' | 'undefined'
  ];
  // The column is named above the list: where names need the room, that says enough.
  const most = couplings.some(({availability}) => availability.exact === false) ? '<= ' : '';
  const year = choices.down.length > 0 ? '' : `, ${most}${yearly(minutes)}`;
  const costs = ledger ? `${wait}${year}` : 'working out';
  return `${costs}, ${width < narrow ? '' : 'needed: '}${needed}`;
}

/** The event that the call has become; undefined: it is a call. */
export function eventOf(call: CallLine, {conversion}: Ledger): string | undefined {
  return conversion?.conversions.find(
    (c) => c.from === call.from && c.name === call.name && c.to.join(' | ') === call.to,
  )?.event;
}

/** Everything about one call: its couplings, its operations, and what its event brings along, if that is known. */
export function detailLines(
  choices: Choices,
  call: CallLine,
  ledger: Ledger | undefined,
  width: number,
): readonly Line[] {
  if (!ledger) {
    return [
      {text: `${call.from} -> ${call.to}`, tone: 'title'},
      ...wrapped(questionText(choices, call), width, 'open'),
      {text: ''},
      ...wrapped('Working out what it costs ...', width, 'quiet'),
    ];
  }
  const couplings = ledger.couplings.get(call.id) ?? [];
  const heading = (text: string): Line[] => [{text: ''}, {text, tone: 'title'}];
  const event = eventOf(call, ledger);
  const names = new Set(couplings.flatMap(({operations}) => operations));
  const conversion = event === undefined ? undefined : ledger.conversion;
  return [
    {
      text: `${call.from} -> ${call.to}${event === undefined ? '' : ` (now the event ${event} via ${ledger.broker})`}`,
      tone: 'title',
    },
    ...wrapped(questionText(choices, call), width, 'open'),
    ...couplings.flatMap((c) => [
      ...heading(
        `${event === undefined ? 'Three couplings' : 'What coupled them as a call'}${couplings.length > 1 ? ` to ${c.to}` : ''}`,
      ),
      ...wrapped(`temporal (${c.temporal.level}): ${c.temporal.because}`, width, 'body', '- '),
      ...wrapped(`availability (${c.availability.level}): ${c.availability.because}`, width, 'body', '- '),
      ...wrapped(`behavioral (${c.behavioral.level}): ${c.behavioral.because}`, width, 'body', '- '),
    ]),
    ...heading('Operations that make this call: file -> now'),
    ...ledger.operations
      .filter(({name}) => names.has(name))
      .flatMap((o) => wrapped(operationText(o), width, 'body', '- ')),
    ...(conversion
      ? [
          ...heading('What gets worse'),
          ...conversion.worse.flatMap((sentence) => wrapped(sentence, width, 'body', '- ')),
          ...(conversion.pointless
            ? wrapped('This buys nothing that can be measured: leave it as it is.', width, 'warning')
            : []),
        ]
      : []),
  ];
}

function operationText(o: OperationLine): string {
  return [
    `${o.name}: available ${availableText(o)}`,
    ...(o.isBadDay ? [] : [`down ${downText(o)} a year`]),
    answersText(o),
    `calls deep ${arrow(o.chainDepth, short)}`,
    `parts that can be up on their own ${arrow(o.quanta, short)}`,
  ].join('; ');
}
