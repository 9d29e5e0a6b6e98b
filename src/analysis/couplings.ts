import {count, knownSpan, listed, percent, resultOf, short, timeSpan, yearly} from '../figures.ts';
import type {Call, Service, Topology} from '../topology/topology.ts';
import {isFallback} from './call-graph.ts';
import {callerCount} from './caller-count.ts';
import type {Harm} from './harm.ts';
import {windowsPerYear} from './self-chance.ts';
import type {Tell} from './told-before.ts';

export type Level = 'tight' | 'partial' | 'loose';

/** The three couplings of one call to one callee. */
export interface Coupling {
  readonly from: string;
  readonly fromEndpoint?: string;
  readonly to: string;
  readonly toEndpoint?: string;
  readonly name: string;
  /** Only on the entry of a fallback. */
  readonly role?: 'fallback';
  /** Only on targets of a group. */
  readonly group?: {readonly of: readonly string[]; readonly required: number};
  readonly operations: readonly string[];
  readonly needsResult: boolean | null;
  readonly temporal: {
    readonly level: Level;
    readonly waitMs: number;
    /** Does everything that the wait goes through state its latency? Otherwise `waitMs` is a lower bound; 0: not known. */
    readonly waitStated: boolean;
    readonly windowsPerYear: number;
    readonly requestsHitPerYear: number | null;
    readonly because: string;
  };
  readonly availability: {
    readonly level: Level;
    readonly minutesPerYear: number;
    /** Only where the system is too tangled to work it out: `minutesPerYear` is at most that. */
    readonly exact?: false;
    /** null: too tangled to work out. */
    readonly birnbaum: number | null;
    readonly because: string;
  };
  readonly behavioral: {
    readonly level: Level;
    readonly coordinatedDeploymentsPerYear: number | null;
    readonly because: string;
    readonly fields: readonly string[];
  };
  readonly facets: typeof facets;
  readonly advice: 'convert' | 'keep-sync' | 'ask';
  readonly question: string;
  readonly line: number | null;
}

/** The facets of coupling (Hohpe, "The Many Facets of Coupling") and what an event does to each. */
const facets = {
  loosened: ['temporal', 'location', 'topology'],
  kept: ['technology', 'data format', 'semantics'],
  worse: ['conversation', 'order'],
} as const;

/** What the couplings of a call are computed from. */
export interface CallFigures {
  readonly operations: readonly string[];
  /** Typical time that the caller waits for this call when it makes it. */
  readonly waitMs: number;
  readonly waitStated: boolean;
  /** Requests a second that make this call; null: no rate is known. */
  readonly rate: number | null;
  /** Availability that the worst-hit operation would win if this callee always answered, as a share. */
  readonly gain: number;
  /** Otherwise it would win at most `gain`. */
  readonly exact: boolean;
  readonly worstOperation: string | undefined;
  readonly birnbaum: number | null;
  /** Something does not answer: the figures are of that day, not of a year. */
  readonly isBadDay: boolean;
  /** What the failure of the callee does to the operation that it hits worst. */
  readonly harm: Harm;
}

/** The coupling of `call` to one of its targets, or to its fallback. `before` knows what was said of other calls. */
export function coupling(
  topology: Topology,
  call: Call,
  target: number,
  figures: CallFigures,
  before: Tell = (_call, _target, _figures, tell) => tell(),
): Coupling {
  const from = topology.nodes[call.from]!;
  const to = topology.nodes[target]!;
  const callee = topology.services.get(to.service)!;
  const role = isFallback(call, target);
  const told = before(call, target, figures, () => ({
    temporal: temporal(call, to.label, callee, role, figures),
    availability: availabilityOf(call, to.label, role, figures),
    behavioral: behavioral(topology, call, target, to.label),
  }));
  const tail = {
    operations: figures.operations,
    needsResult: call.needsResult ?? null,
    temporal: told.temporal,
    availability: told.availability,
    behavioral: told.behavioral,
    facets,
    advice: adviceFor(call, callee),
    question: sentence(['Does ', from.label, ' need to wait for ', resultOf(to.label)], '?'),
    line: topology.lineOf(call.path),
  };
  // Nearly all calls are plain, and an object that is put together from parts takes three times the memory.
  if (from.endpoint === undefined && to.endpoint === undefined && !role && !call.group) {
    return {
      from: from.service,
      to: to.service,
      name: call.name,
      operations: tail.operations,
      needsResult: tail.needsResult,
      temporal: tail.temporal,
      availability: tail.availability,
      behavioral: tail.behavioral,
      facets,
      advice: tail.advice,
      question: tail.question,
      line: tail.line,
    };
  }
  return {
    from: from.service,
    ...(from.endpoint === undefined ? {} : {fromEndpoint: from.endpoint}),
    to: to.service,
    ...(to.endpoint === undefined ? {} : {toEndpoint: to.endpoint}),
    name: call.name,
    ...(role ? {role: 'fallback' as const} : {}),
    ...(call.group ? {group: {of: call.targets.map((t) => topology.nodes[t]!.label), required: call.required}} : {}),
    ...tail,
  };
}

function adviceFor(call: Call, callee: Service): Coupling['advice'] {
  if (call.needsResult !== undefined) return call.needsResult ? 'keep-sync' : 'convert';
  return callee.kind === 'service' ? 'ask' : 'keep-sync';
}

/** Why a failing callee does not always fail its caller; undefined: it does. */
function cushion(call: Call, role: boolean): string | undefined {
  if (role) return 'it is asked only when the first choice fails';
  if (call.onFailure.kind === 'ignore') return 'a failure is ignored';
  if (call.onFailure.kind === 'fallback') return 'a fallback takes over';
  if (call.required < call.targets.length) return `${call.required} of ${call.targets.length} targets are enough`;
  return undefined;
}

function temporal(call: Call, to: string, callee: Service, role: boolean, figures: CallFigures): Coupling['temporal'] {
  const soft = cushion(call, role);
  const windows = windowsPerYear(callee);
  const outageSeconds = (callee.deploys?.outageMs ?? 0) / 1000;
  const hits = windows === 0 ? 0 : figures.rate === null ? null : windows * outageSeconds * figures.rate;
  const both = soft ? `, but ${soft}` : ', and both must be up at the same moment';
  const windowText =
    windows === 0
      ? ''
      : `; ${short(windows)} deployments of ${timeSpan(outageSeconds * 1000)} a year find nobody there${hits === null ? '' : `, which hits about ${count(hits)} requests`}`;
  return {
    level: soft ? 'partial' : 'tight',
    waitMs: figures.waitMs,
    waitStated: figures.waitStated,
    windowsPerYear: windows,
    requestsHitPerYear: hits,
    because: sentence(['The caller ', waiting(to, figures), both, windowText]),
  };
}

function waiting(to: string, {waitMs, waitStated}: CallFigures): string {
  if (!Number.isFinite(waitMs)) return `waits for ${to}, which does not answer`;
  if (waitMs === 0 && !waitStated) return `waits for ${to}, nobody has stated how long`;
  return `waits ${knownSpan(waitMs, waitStated)} for ${to}`;
}

function availabilityOf(call: Call, to: string, role: boolean, figures: CallFigures): Coupling['availability'] {
  const minutes = figures.gain * 525_600;
  const lost = figures.isBadDay ? `${percent(figures.gain)} of its requests on that day` : `${yearly(minutes)} a year`;
  const atMost = figures.exact ? lost : `at most ${lost} (too tangled to work out exactly)`;
  const costs = `${to} and what only it needs cost ${figures.worstOperation} ${atMost}`;
  const unreached = figures.worstOperation === undefined;
  const ignored = call.onFailure.kind === 'ignore' && !role;
  const elsewhere = ignored ? `this call takes nothing with it; through other calls ${costs}` : costs;
  const harm = figures.harm !== 'never' && (minutes > 0 || !ignored) ? elsewhere : 'no operation fails with it';
  const cost = unreached ? 'no operation reaches this call' : harm;
  const soft = cushion(call, role);
  const rare =
    call.probability.down > 0 ? `the call is made in ${percent(call.probability.up)} of the requests` : undefined;
  const loose = ignored || !(unreached || figures.harm !== 'never');
  const spared = !unreached && figures.harm === 'sometimes';
  const level = loose ? 'loose' : soft || rare || spared ? 'partial' : 'tight';
  const why = [soft, rare].filter((text) => text !== undefined);
  const hard = `When ${to} fails, the caller fails${spared ? ', but not every request with it' : ''}`;
  const unknown = call.onFailure.kind === 'unknown' ? '; what a failure does is unknown, it is counted as fatal' : '';
  return {
    level,
    minutesPerYear: minutes,
    ...(figures.exact ? {} : {exact: false as const}),
    birnbaum: figures.birnbaum,
    because: sentence([why.length > 0 ? capital(listed(why)) : hard, ': ', cost, unknown]),
  };
}

function behavioral(topology: Topology, call: Call, target: number, to: string): Coupling['behavioral'] {
  const {version, fields = noFields, changesPerYear: changes} = call.contract ?? {};
  const callers = callerCount(topology, target) || 1;
  const deployments = changes === undefined ? null : changes * callers;
  const again =
    call.attempts > 1 ? `, and that it may be asked ${call.attempts > 2 ? `${call.attempts} times` : 'twice'}` : '';
  const path = call.request ?? `where ${to} is`;
  if (fields.length === 0) {
    const unsaid = call.contract?.fields ? 'it sends no fields' : 'which fields it must send is not stated';
    return {
      level: 'partial',
      coordinatedDeploymentsPerYear: deployments,
      because: sentence(['The caller knows ', path, ' and how to call it', again, '; ', unsaid]),
      fields,
    };
  }
  const moves = callers === 1 ? 'its caller' : `its ${callers} callers`;
  const yearlyText =
    deployments === null
      ? ''
      : `; ${short(changes!)} changes a year make ${moves} deploy: ${short(deployments)} deployments`;
  const number = `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}${version ? ` of version ${version}` : ''}`;
  const names = `${listed(fields.slice(0, 6))}${fields.length > 6 ? ', ...' : ''}`;
  return {
    level: 'tight',
    coordinatedDeploymentsPerYear: deployments,
    because: `The caller knows ${path} and ${number} (${names})${again}; a new required field makes ${moves} deploy${yearlyText}.`,
    fields,
  };
}

const noFields: readonly string[] = [];

/** Joined, as text that is added up keeps all of its pieces. */
const sentence = (pieces: readonly string[], end = '.') => [...pieces, end].join('');

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
