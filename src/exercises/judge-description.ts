import {type Analysis, analysis} from '../analysis/analysis.ts';
import type {Coupling} from '../analysis/couplings.ts';
import {count, knownSpan, knownYearly, percent, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {checkTopology} from '../topology/check.ts';
import {type Problem, readSource} from '../topology/source.ts';
import type {Topology} from '../topology/topology.ts';
import {contentOf} from './content.ts';
import type {DescribedCount} from './described.ts';
import {type Judged, right, wrong} from './judged.ts';
import type {StepOf} from './manifest.ts';

type Requirements = StepOf<'describe'>['requires'];

/** Beyond this the figures take longer than anybody wants to wait for the next step. */
const mostServices = 2000;
const mostProblems = 5;
const mostCalls = 12;

const counts: Readonly<Record<DescribedCount, (topology: Topology) => number>> = {
  services: ({services}) => services.size,
  calls: (topology) => callsOf(topology).length,
  'answered-calls': (topology) => callsOf(topology).filter(({needsResult}) => needsResult !== undefined).length,
  operations: ({operations}) => [...operations.values()].filter(({implied}) => !implied).length,
  'timed-services': ({nodes}) => nodes.filter(({latencyStated}) => latencyStated).length,
};

const callsOf = ({nodes}: Topology) => nodes.flatMap(({calls}) => calls);

/** Judges a topology text: right in itself, and with as much in it as is asked for. Then it says what couples its calls. */
export function descriptionJudge(requires: Requirements): (answer: unknown) => Judged {
  return (answer) => {
    const text = contentOf(answer);
    if (text === undefined) return wrong('That is no topology file. Write it as text below the name of the step.');
    const source = readSource(text);
    if (source.problems.length > 0) return wrong(problemText(source.problems));
    const {topology, problems} = checkTopology(source.data, source.locate);
    if (!topology) return wrong(problemText(problems));
    if (topology.services.size > mostServices) {
      return wrong(`More than ${count(mostServices)} services are too many for this. Describe one part of the system.`);
    }
    const missing = requires.filter((one) => counts[one.count](topology) < one.atLeast);
    if (missing.length > 0) return wrong(missing.map(({because}) => because).join('\n\n'));
    return right(couplingText(topology, analysis(topology, {rules: []})));
  };
}

function problemText(problems: readonly Problem[]): string {
  const shown = problems
    .slice(0, mostProblems)
    .map(({line, column, message, hint}) => printableLine(`- Line ${line}, column ${column}: ${message}. ${hint}`));
  const left = problems.length - shown.length;
  return [
    'The description does not hold together yet.',
    '',
    ...shown,
    ...(left > 0 ? [`- And ${left} more.`] : []),
  ].join('\n');
}

/** What the system's operations and calls come to, call by call, in computed numbers; open questions are asked. */
function couplingText(topology: Topology, {operations, couplings}: Analysis): string {
  const timed = new Set(topology.nodes.filter(({latencyStated}) => latencyStated).map(({label}) => label));
  const totals = Object.entries(operations).map(
    ([name, {availability, downtimeMinutesPerYear, latency}]) =>
      `- ${name}: ${answersIn(latency)}, available ${percent(availability)}, down ${yearly(downtimeMinutesPerYear)} a year`,
  );
  const open = couplings.filter(({advice}) => advice === 'ask').length;
  return [
    ...totals.map(printableLine),
    '',
    'What ties the calls:',
    '',
    ...couplings.slice(0, mostCalls).map((one) => callText(one, timed)),
    ...(couplings.length > mostCalls ? [`- And ${couplings.length - mostCalls} more.`] : []),
    ...(open > 0
      ? [
          '',
          `${open === 1 ? 'One question is' : `${open} questions are`} still open. That is an answer too: ask whoever owns the caller.`,
        ]
      : []),
  ].join('\n');
}

/** What is known of how long an operation takes. */
function answersIn({typicalMs, unstated}: Analysis['operations'][string]['latency']): string {
  if (typicalMs === null) return 'answers in no time that is known';
  if (unstated.parts > 0 && typicalMs === 0) return 'answers in a time that nobody has stated';
  const left = unstated.parts > 0 ? ` (${unstated.parts} of ${unstated.of} parts state none)` : '';
  return `answers in ${knownSpan(typicalMs, unstated.parts === 0)}${left}`;
}

const answers = {
  convert: 'the caller need not wait: an event could carry it',
  'keep-sync': 'the caller needs the result: it stays a call',
  ask: 'does the caller need to wait? Nobody has said yet',
} as const satisfies Readonly<Record<Coupling['advice'], string>>;

function callText(
  {from, to, toEndpoint, temporal, availability, advice}: Coupling,
  timed: ReadonlySet<string>,
): string {
  const callee = toEndpoint === undefined ? to : `${to}/${toEndpoint}`;
  // Without a stated time the wait is that of what it calls, and often nothing.
  const wait =
    timed.has(callee) && (temporal.waitStated || temporal.waitMs > 0)
      ? `${knownSpan(temporal.waitMs, temporal.waitStated)} of waiting`
      : `waiting for ${callee}, whose time is not said`;
  const costs = `${wait}, ${knownYearly(availability.minutesPerYear, availability.exact !== false)} of downtime a year`;
  return printableLine(`- ${from} -> ${callee}: ${costs}; ${answers[advice]}.`);
}
