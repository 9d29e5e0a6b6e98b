import {knownSpan, yearly} from '../../figures.ts';
import type {Coupling} from '../couplings.ts';
import type {Rule, Subject} from './rule.ts';
import {numbered, subjectKey} from './subject-key.ts';

/** A call as a finding names it: node labels, and the call's name. */
export type CallSubject = Extract<Subject, {from: string}>;

/** The synchronous calls that a baseline keeps: one for each target, none for a fallback, which asks only where a call failed. */
export function synchronousCalls(couplings: readonly Coupling[]): readonly (readonly [CallSubject, Coupling])[] {
  return couplings
    .filter(({role}) => role === undefined)
    .map((c) => [{from: label(c.from, c.fromEndpoint), to: label(c.to, c.toEndpoint), name: c.name}, c]);
}

/**
 * A synchronous call that was not there before: the moment to ask whether its caller needs to wait. `known` holds the
 * calls that were, as `subjectKey`s that are `numbered`.
 */
export function newSynchronousCall(known: ReadonlySet<string>): Rule {
  return {
    id: 'new-synchronous-call',
    source: 'Gregor Hohpe, The Many Facets of Coupling: temporal coupling is whether the sender waits',
    judge: ({couplings}) => {
      const calls = synchronousCalls(couplings);
      const keys = numbered(calls.map(([subject]) => subjectKey(subject)));
      return {
        findings: calls
          .filter((_, i) => !known.has(keys[i]!))
          .map(([subject, coupling]) => ({
            severity: 'warning' as const,
            subject,
            message: `The call ${subject.from} -> ${subject.to} is new: ${costs(coupling)}. ${coupling.question}`,
            advice: advice[coupling.advice],
            line: coupling.line,
          })),
        blindSpots: [],
      };
    },
  };
}

const label = (service: string, endpoint: string | undefined) =>
  endpoint === undefined ? service : `${service}/${endpoint}`;

function costs({operations, temporal, availability}: Coupling): string {
  if (operations.length === 0) return 'no operation reaches it yet, so it costs nothing yet';
  const {minutesPerYear: minutes, exact} = availability;
  const atMost = exact === false ? 'at most ' : '';
  const down =
    minutes > 0 ? `costs the operation that it hits most ${atMost}${yearly(minutes)} a year` : 'costs no downtime';
  const {waitMs, waitStated} = temporal;
  const wait =
    waitMs === 0 && !waitStated
      ? 'how long the caller waits for it is not stated'
      : `the caller typically waits ${knownSpan(waitMs, waitStated)} for it`;
  return `${wait}, and it ${down}`;
}

const accept = 'a new baseline takes the call in (--write-baseline)';
const advice: Readonly<Record<Coupling['advice'], string>> = {
  convert: `The file says that the result is not needed: publish an event instead. If the call is to stay all the same, ${accept}.`,
  'keep-sync': `This one stays synchronous: see that it has a timeout; ${accept}.`,
  ask: `Answer in the file (needsResult: true or false). If no, publish an event instead; if yes, see that the call has a timeout, and ${accept}.`,
};
