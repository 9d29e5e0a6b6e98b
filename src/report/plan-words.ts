import type {Plan} from '../analysis/plan/plan.ts';
import {count, knownPercent, listed} from '../figures.ts';

/** Why the plan has these steps and ends there, in a few sentences. */
export function planVerdict({
  steps,
  further,
  stop,
  method,
  missed,
  notKnown,
  operations,
  questions,
}: Plan): readonly string[] {
  const rest =
    further.length === 0
      ? 'What is left would buy less than a minute a month and no time.'
      : 'What is left buys something for operations that meet their target or state none.';
  const names = (answered: boolean) =>
    missed.filter(({metWithAnswers}) => metWithAnswers === answered).map(({operation}) => operation);
  switch (stop) {
    case 'met-today':
      return ['Every target is met today: no call has to become an event.'];
    case 'targets-met':
      return [
        method === 'exact'
          ? 'With these every target is met, and with fewer it is not: all combinations were tried. Stop here.'
          : 'With these every target is met. There were too many combinations to try all of them, so a smaller set may exist. Stop here.',
        rest,
      ];
    case 'targets-out-of-reach':
      return [
        ...missedSentences(names(true), names(false), questions.length > 0),
        ...notKnownSentence(notKnown),
        ...outboxSentence(operations),
        steps.length === 0
          ? 'No conversion buys a minute a month or any time there.'
          : 'The steps are what other targets need, and what helps the missed ones. Stop there.',
        rest,
      ];
    case 'no-targets':
      return [
        'No operation states a target, so nothing has to be reached.',
        steps.length === 0
          ? 'No conversion buys a minute a month or any time.'
          : `These are worth something. Stop here. ${rest}`,
      ];
  }
}

function missedSentences(withAnswers: readonly string[], never: readonly string[], open: boolean): string[] {
  const even = open ? ', even if nobody needed any of the open answers' : '';
  const miss = (names: readonly string[]) =>
    `${listed(names)} ${names.length === 1 ? 'misses its' : 'miss their'} target`;
  return [
    ...(never.length > 0 ? [`${miss(never)} whatever is published in the request${even}.`] : []),
    ...(withAnswers.length > 0
      ? [
          `${miss(withAnswers)} with what the file says; it could be met if the callers need not wait where nobody has said so yet.`,
        ]
      : []),
  ];
}

function notKnownSentence(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const meet = names.length === 1 ? 'meets its target' : 'meet their targets';
  return [`Whether ${listed(names)} then ${meet} is not known: too tangled to be worked out.`];
}

/** Which of the missed targets an outbox would meet. */
function outboxSentence(operations: Plan['operations']): string[] {
  const met = Object.entries(operations).flatMap(([name, {planned, withOutbox}]) =>
    planned.targetsMet === false && withOutbox.targetsMet === true ? [name] : [],
  );
  if (met.length === 0) return [];
  return [
    `Published from an outbox, the same events let ${listed(met)} meet ${met.length === 1 ? 'its' : 'their'} target.`,
  ];
}

/** What becomes of effects as events, as a sentence. */
export function asEvents({fallBehind}: Plan): string {
  if (fallBehind.length === 0) return 'As events they wait until they are read.';
  const fall = fallBehind.length === 1 ? 'falls' : 'fall';
  return `As events they wait, but ${listed(fallBehind)} ${fall} behind for ever: what gets older than the retention is lost too.`;
}

/** What speaks for and against the cheapest fix beside the events: undefined where it leaves no operation more available. */
export function fixAgainstEvents({operations, lostByCheapestFixPerYear: lost}: Plan): string | undefined {
  const better = Object.entries(operations).filter(
    ([, {cheapestFix, planned}]) => cheapestFix.availability > planned.availability,
  );
  const [first] = better.sort(([, a], [, b]) => b.today.downtimeMinutesPerYear - a.today.downtimeMinutesPerYear);
  if (first === undefined) return undefined;
  const [name, {cheapestFix, planned, withOutbox}] = first;
  const effects = lost === null ? 'what fails or comes late is lost' : `about ${count(lost)} effects a year are lost`;
  return `Timeouts alone leave ${name} more available (${knownPercent(cheapestFix.availability, cheapestFix.exact)}) than events (${knownPercent(planned.availability, planned.exact)}), because a request then needs no broker; but ${effects}, and nothing gets faster. From an outbox the events need no broker either: ${knownPercent(withOutbox.availability, withOutbox.exact)}.`;
}

/** Is it unknown what time a step saves the operation that it helps most, because parts that it waits for today state none? */
export function savesUnknownTime(operations: Plan['operations'], operation: string | null): boolean {
  return operation !== null && Object.hasOwn(operations, operation) && operations[operation]!.today.unstated.parts > 0;
}
