import type {Change, Comparison, OperationChanges} from '../analysis/comparison.ts';
import {type Converted, conversion} from '../analysis/conversion.ts';
import type {Coupling} from '../analysis/couplings.ts';
import {once} from '../analysis/once.ts';
import {suggestedEventName} from '../analysis/suggested-event-name.ts';
import {UserError} from '../errors.ts';
import {resultOf} from '../figures.ts';
import type {Edit} from '../topology/edit.ts';
import {edited, type ReadTopology} from '../topology/edited.ts';
import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import type {Analyst} from './analyst.ts';
import {type Outcome, settingEdits, slowSettings} from './bad-day.ts';
import {type Day, type DayFigures, type WorkedDay, workedDay} from './day.ts';
import {type Chosen, daysOf, ledgerOf} from './ledger.ts';
import type {ProposedCall} from './proposal-text.ts';

/** A topology file as the app gets it. */
export type Loaded = ReadTopology;

/** A synchronous call as one line of the screen. */
export interface CallLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  /** The service that is made slow or taken down on a bad day of this call. */
  readonly callee: string;
  /** Does the callee state how long any of its own work takes? */
  readonly calleeTimed: boolean;
  /** The file's answer to "does the caller need to wait for the result?"; undefined: it has none. */
  readonly needsResult: boolean | undefined;
  readonly question: string;
  /** The critique that the answer comes from, where the file names one. */
  readonly critique: string | undefined;
  /** The call as a proposal names it. */
  readonly proposed: Omit<ProposedCall, 'topology'>;
}

/** What the user has toggled: call ids and service names. */
export interface Choices {
  readonly converted: readonly string[];
  /** Answers of this session to questions that the file leaves open. */
  readonly answers: Readonly<Record<string, boolean>>;
  readonly down: readonly string[];
  readonly slow: readonly string[];
}

/** One operation as the file has it, and now. */
export interface OperationLine extends OperationChanges, Outcome {
  readonly name: string;
  /** Does every part of its path state its latency? Otherwise its times are lower bounds, and 0 is not known. */
  readonly timesStated: Change<boolean>;
  /** Is its availability exact? Otherwise it is available at least, and down at most, as stated. */
  readonly exact: Change<boolean>;
  /** Something does not answer on that day: its figures times a year say nothing. */
  readonly isBadDay: boolean;
}

/** One side of a comparison: the topology, what is down in it, and its figures. */
export interface Side {
  readonly topology: Topology;
  readonly down: ReadonlySet<string>;
  readonly analysis: DayFigures;
}

/** Everything that the choices change. */
export interface Ledger {
  readonly operations: readonly OperationLine[];
  /** What the figures come from: as the operations' changes have it, before and after. */
  readonly sides: {readonly before: Side; readonly after: Side};
  /** The couplings of a call, one for each target, as the file has them. */
  readonly couplings: ReadonlyMap<string, readonly Coupling[]>;
  /** What the calls that became events bring along; undefined: none did. */
  readonly conversion: Comparison<DayFigures> | undefined;
  readonly broker: string | undefined;
  /** The bad day's slow services as `analyze --set` takes them. */
  readonly settings: readonly string[];
}

/** A topology to try things on; asks nothing of the world, the same choices give the same ledger. */
export interface Workbench {
  readonly file: string;
  readonly system: string;
  readonly calls: readonly CallLine[];
  /** Why this call cannot become an event; undefined: it can. */
  readonly refusal: (id: string, answers: Choices['answers']) => string | undefined;
  readonly ledger: (choices: Choices) => Ledger;
  /** The same, worked out beside the screen; undefined once it is not wanted any more. Only where at once takes too long. */
  readonly ledgerLater?: (choices: Choices, signal: AbortSignal) => Promise<Ledger | undefined>;
}

const noBroker =
  'The file has no broker that could carry an event. Add one: brokers: {kafka: {availability: 99.99%, latency: 5ms}}';
/** Every choice works the figures out anew: beyond this many services that takes too many seconds. */
const mostServices = 2000;

/**
 * The workbench of a loaded file; a UserError where it is too large for trying things on. `analystOf` gives the analyst
 * of the file, where figures cannot be worked out between two keys.
 */
export function workbench(loaded: Loaded, analystOf?: () => Analyst): Workbench {
  const {topology, file} = loaded;
  if (topology.services.size > mostServices) {
    throw new UserError(
      `${file} has ${topology.services.size} services; up to ${mostServices} can be tried out here.`,
      `Ask for the figures with: eventcoach analyze ${file} --top 20`,
    );
  }
  const calls = new Map(topology.nodes.flatMap((node) => node.calls.map((call) => [idOf(node, call), call] as const)));
  const [broker] = topology.brokers.keys();
  const wish = (some: readonly Call[], event: string) => ({
    calls: some,
    event,
    broker: broker ?? '',
    outbox: false,
    keep: false,
    convertNeeded: false,
  });
  const answered = (call: Call, id: string, answers: Choices['answers']): Call => ({
    ...call,
    needsResult: call.needsResult ?? answers[id],
  });

  const refusal: Workbench['refusal'] = (id, answers) => {
    if (broker === undefined) return noBroker;
    const call = answered(calls.get(id)!, id, answers);
    const result = conversion(topology, wish([call], eventName(topology, [call], new Set())));
    if (!('message' in result)) return undefined;
    return call.needsResult === true ? `${result.message}. It stays a call.` : `${result.message}. ${result.hint}`;
  };
  const conversionsOf = ({converted, answers}: Choices): {edits: Edit[]; conversions: Converted[]} => {
    const chosen = converted.map((id) => answered(calls.get(id)!, id, answers));
    const taken = new Set<string>();
    const plans = [...Map.groupBy(chosen, (call) => call.from).values()].flatMap((own) => {
      const event = eventName(topology, own, taken);
      taken.add(event);
      const result = conversion(topology, wish(own, event));
      return 'message' in result ? [] : [result];
    });
    return {edits: plans.flatMap(({edits}) => edits), conversions: plans.flatMap((plan) => plan.conversions)};
  };
  const chosenBy = (choices: Choices): Chosen => {
    const settings = slowSettings(topology, choices.slow);
    const slowed = settingEdits(topology, settings);
    return {...conversionsOf(choices), broker, settings, slowed, down: choices.down};
  };
  const asInFile = once(() => workedDay(topology, []));
  const worked = ({edits, down}: Day): WorkedDay =>
    edits.length === 0 && down.length === 0 ? asInFile() : workedDay(edited(loaded, edits), down);

  return {
    file,
    system: topology.name,
    calls: [...calls].map(([id, call]) => callLine(topology, id, call)),
    refusal,
    ledger: (choices) => {
      const chosen = chosenBy(choices);
      const days = daysOf(chosen);
      const results = new Map([...new Set(Object.values(days))].map((day: Day) => [day, worked(day)]));
      return ledgerOf(chosen, days, (day) => results.get(day)!, calls);
    },
    ...(analystOf && {
      ledgerLater: async (choices, signal) => {
        const chosen = chosenBy(choices);
        const days = daysOf(chosen);
        const results = new Map<Day, WorkedDay>();
        for (const day of new Set<Day>(Object.values(days))) {
          const result = await analystOf().day(day, signal);
          if (!result) return undefined;
          results.set(day, result);
        }
        return ledgerOf(chosen, days, (day) => results.get(day)!, calls);
      },
    }),
  };
}

function idOf(node: TopologyNode, call: Call): string {
  return `${node.label} ${call.position}`;
}

function callLine(topology: Topology, id: string, call: Call): CallLine {
  const from = topology.nodes[call.from]!.label;
  const targets = call.targets.map((target) => topology.nodes[target]!);
  const to = targets.map(({label}) => label).join(' | ');
  const question = `Does ${from} need to wait for ${resultOf(to)}?`;
  const {name, request, needsResult, critique, purpose = null} = call;
  const named = request ?? (call.targets.length === 1 && name === targets[0]!.label ? null : name);
  const calleeTimed = topology.services
    .get(targets[0]!.service)!
    .nodes.some((index) => topology.nodes[index]!.latencyStated);
  const proposed = {caller: from, callee: targets[0]!.label, call: named, purpose};
  return {id, from, to, name, callee: targets[0]!.service, calleeTimed, needsResult, question, critique, proposed};
}

/** A name for the event of these calls: one that their caller publishes already, or one that nobody has. */
function eventName(topology: Topology, calls: readonly Call[], taken: ReadonlySet<string>): string {
  const wanted = suggestedEventName(topology, calls);
  const producer = topology.nodes[calls[0]!.from]!.label;
  const isFree = (name: string) => {
    const known = topology.events.get(name);
    return !taken.has(name) && (known === undefined || known.producer === producer);
  };
  let name = wanted;
  for (let n = 2; !isFree(name); n += 1) name = `${wanted}${n}`;
  return name;
}
