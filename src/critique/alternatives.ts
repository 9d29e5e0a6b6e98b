import {duration} from '../topology/quantity.ts';
import type {Alternative} from './critique.ts';
import type {Design} from './flaws/rule.ts';
import type {Judged, JudgedEffect} from './judged-effect.ts';
import {quoted} from './names.ts';

type Kind = Alternative['kind'];

/** Each kind's offer, or null where it does not fit. */
const offers: Readonly<Record<Kind, (design: Design) => string | null>> = {
  'local-copy': ({names: {caller, callee}, needed}) => {
    const reads = needed.filter(isPlainRead);
    return reads.length === 0
      ? null
      : `If data of a certain age would do for ${what(reads)}: ${callee} publishes its changes and ${caller} reads a copy of its own. Say how old is too old, and what loads the copy the first time.`;
  },
  'accept-and-report-later': ({needed}) =>
    needed.length > 0 && needed.every(mayBeReportedLater)
      ? `${what(needed)} may take a minute or more: accept the request, return its id at once, and show the outcome on a status page.`
      : null,
  breaker: ({names: {caller, callee}, needed, published}) => {
    if (needed.length > 0) {
      return `Keep the call, with a timeout and a circuit breaker: when ${callee} is down, ${caller} says so quickly instead of hanging with it.`;
    }
    return published.some(isCopied)
      ? `Keep the call behind a timeout and a circuit breaker and go on with the last value read while ${callee} is down: no topic to run, but what was never read is missing then.`
      : null;
  },
  parallel: ({needed, published}) => {
    const several = needed.length > 1 ? needed : published;
    return several.length < 2
      ? null
      : `Where ${what(several)} do not build on each other, do them at the same time: the wait is then the longest of them, not the sum.`;
  },
  'timeout-and-ignore': ({names: {callee}, event: {lossAccepted}, published}) => {
    const sent = published.filter((one) => !isCopied(one));
    if (sent.length === 0 || lossAccepted === false) return null;
    const when = lossAccepted ? 'A loss is accepted' : 'If a loss now and then is accepted';
    return `${when}: call ${callee} with a short timeout and ignore a failure of ${what(sent)}. That needs no broker.`;
  },
  'command-queue': ({names: {caller, callee}, event: {says, lossAccepted}, published}) =>
    published.every(isCopied) || (lossAccepted !== false && says !== 'command')
      ? null
      : `If nobody but ${callee} will ever react, a queue between the two, or a table of jobs in ${caller}'s database, gives the same independence with less to run.`,
};

/** What else would help, cheaper or safer than the event, in a fixed order. */
export function alternatives(design: Design): readonly Alternative[] {
  return (Object.keys(offers) as Kind[]).flatMap((kind) => {
    const text = offers[kind](design);
    return text === null ? [] : [{kind, text}];
  });
}

const what = (effects: readonly JudgedEffect[]) => quoted(effects.map((one) => one.what));

const isCopied = ({need}: Judged<'not-needed'>) => need.copy !== null;

function isPlainRead({effect, need}: Judged<'needed'>): boolean {
  return effect.kind === 'read' && need.copy.kind === 'none' && !bindsNow(need.grounds);
}

function bindsNow(grounds: readonly string[]): boolean {
  return grounds.includes('refusal') || grounds.includes('invariant');
}

const aMinuteMs = 60_000;

function mayBeReportedLater({effect: {deadline}, need}: Judged<'needed'>): boolean {
  if (need.grounds.includes('refusal') || deadline === null) return false;
  const read = duration(deadline);
  return read.ok && read.value >= aMinuteMs;
}
