import type {Analysis} from '../analysis/analysis.ts';
import type {Coupling} from '../analysis/couplings.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import {count, listed, percent, timeSpan} from '../figures.ts';
import {availableAtBest} from './availability-words.ts';
import {callWord, downtimeOf, sideOf, waitsText} from './coupling-words.ts';
import {commandBlock, literal} from './markdown.ts';
import {firstFew} from './operation-markdown.ts';
import {shellWord} from './shell-word.ts';

/** A call as `from -> to`, with its name where that says more. */
export function callName({from, fromEndpoint, to, toEndpoint, name, role}: Coupling): string {
  const other = name === to ? '' : ` (${name})`;
  return `${sideOf(from, fromEndpoint)} -> ${sideOf(to, toEndpoint)}${other}${role ? ', as a fallback' : ''}`;
}

/** Couplings by what they cost: downtime of the worst-hit operation first, then the time that the caller waits. */
export function costliest(couplings: readonly Coupling[]): Coupling[] {
  return [...couplings].sort(
    (a, b) =>
      b.availability.minutesPerYear - a.availability.minutesPerYear || compared(b.temporal.waitMs, a.temporal.waitMs),
  );
}

/** Infinity minus Infinity is no order. */
const compared = (a: number, b: number) => (a === b ? 0 : a - b);

/** The targets that an operation misses, each as what it is instead of what it should be. */
export function missed(o: OperationAnalysis): string[] {
  const {availability, p99Ms} = o.targets;
  return [
    ...(availability?.met === false
      ? [`available ${availableAtBest(o)} instead of ${percent(availability.target)}`]
      : []),
    ...(p99Ms && !p99Ms.met ? [tooSlow(p99Ms.value, p99Ms.target)] : []),
  ];
}

function tooSlow(value: number | null, target: number): string {
  if (value !== null && value <= target)
    return `more than 1 % of the requests given up, which is no answer within ${timeSpan(target)}`;
  return `p99 ${value === null ? 'without an answer' : timeSpan(value)} instead of ${timeSpan(target)}`;
}

/** What matters most, before any table: what is missed, what costs most, what to do next. */
export function headline(
  {operations, couplings, findings, topology, down}: Analysis,
  file: string | undefined,
): string[] {
  const [first] = costliest(couplings.filter(({operations}) => operations.length > 0));
  const open = costliest(couplings.filter(({role}) => role === undefined));
  const conversion = open.find(({advice}) => advice === 'convert');
  const question = open.find(({advice}) => advice === 'ask');
  const said = [missedSentence(operations), ...(first ? [costSentence(first, down.length > 0)] : [])];
  if (conversion) {
    const which = conversion === first ? 'its result' : `the result of ${callName(conversion)}`;
    said.push(`The file says that nobody needs ${which}: see what an event would change.`);
  } else if (question) said.push(`To answer next: ${question.question}`);
  else if (findings[0]) said.push(`Next: ${findings[0].advice}`);
  const broker = topology.brokers.length > 1 ? ` --broker ${shellWord(topology.brokers[0]!)}` : '';
  const command =
    conversion && file !== undefined
      ? [`eventcoach convert ${shellWord(file)} --call ${shellWord(callWord(conversion))} --event NAME${broker}`]
      : [];
  return [literal(said.join(' ')), ...command.map(commandBlock)];
}

function missedSentence(operations: Analysis['operations']): string {
  const all = Object.entries(operations);
  const stated = all.filter(([, {targets}]) => targets.availability || targets.p99Ms);
  if (stated.length === 0) return 'No operation states a target.';
  const missing = stated.map(([name, o]) => [name, missed(o)] as const).filter(([, what]) => what.length > 0);
  const open = stated.filter(([, {targets}]) => targets.availability?.met === null).map(([name]) => name);
  const unknown =
    open.length === 0
      ? ''
      : `Not known, as too tangled to be worked out: whether ${firstFew(open)} ${open.length === 1 ? 'meets its' : 'meet their'} availability target.`;
  if (missing.length === 0)
    return open.length > 0
      ? unknown
      : stated.length === 1
        ? `${stated[0]![0]} meets its targets.`
        : `All ${count(stated.length)} operations with targets meet them.`;
  const told = missing.slice(0, 3).map(([name, what]) => `${name} (${listed(what)})`);
  const more = missing.length > 3 ? [`${count(missing.length - 3)} more`] : [];
  return `Missed: ${listed([...told, ...more])}.${open.length === 0 ? '' : ` ${unknown}`}`;
}

function costSentence(c: Coupling, isBadDay: boolean): string {
  const wait = Number.isFinite(c.temporal.waitMs) ? `its caller ${waitsText(c)}` : 'its caller waits without end';
  const down = c.availability.minutesPerYear > 0 && !isBadDay ? `${downtimeOf(c)} of downtime a year, and ` : '';
  return `The call that costs most is ${callName(c)}: ${down}${wait}.`;
}
