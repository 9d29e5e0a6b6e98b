import type {ImportRun} from '../format.ts';
import {peers} from './address.ts';
import {heldAttributes} from './conventions.ts';
import {shortNames} from './namespaces.ts';
import type {SpanInput, SpanSink} from './span.ts';
import {mixed, readId} from './span-id.ts';
import {cleanNames, folded, otherName, pathOf, requestName} from './span-name.ts';
import {flagsOf, roleOf} from './span-role.ts';
import {flags, type Intake, namesKept, peerRules, roles, roomFor, type SpanTable} from './span-table.ts';
import {traceNumbers} from './trace-numbers.ts';
import {withoutSecrets} from './without-secrets.ts';

/** A span may begin this long after its trace did and still be found where the reader keeps a window of time. */
const longestTraceUs = 3_600_000_000;

/** A sink, and what it has collected so far. */
export interface SpanCollection {
  readonly sink: SpanSink;
  readonly intake: Intake;
  readonly table: () => SpanTable;
}

/**
 * Collects spans into columns, about 70 bytes each. Of a window of time (`run.since`, `run.until`) it takes an hour more on
 * either side: whether a trace began inside is known when all of it is there. Of a sample it takes whole traces.
 */
export function collectSpans(run: Pick<ImportRun, 'since' | 'until' | 'sample'>): SpanCollection {
  const held = heldAttributes();
  const numbers = traceNumbers();
  const services = cleanNames(namesKept, 'other services', (raw) => withoutSecrets(raw) || 'unknown_service');
  const names = cleanNames(namesKept, otherName, folded);
  const sides = peers(namesKept);
  const systems = cleanNames(1000, 'other', withoutSecrets);
  const destinations = cleanNames(namesKept, otherName, folded);
  const groups = cleanNames(namesKept, 'other groups', withoutSecrets);
  const namespaces = new Set(['istio-system']);
  const files: {first: number; name: string}[] = [];
  const intake: Intake = {
    withoutTime: 0,
    withoutId: 0,
    withoutService: 0,
    negative: 0,
    withoutDuration: 0,
    outside: 0,
    unsampled: 0,
    sampled: 0,
  };
  const words = new Uint32Array(4);
  const fromUs = run.since === undefined ? -Infinity : run.since * 1000 - longestTraceUs;
  const toUs = run.until === undefined ? Infinity : run.until * 1000 + longestTraceUs;
  let count = 0;
  let capacity = 1024;
  let trace = new Uint32Array(capacity);
  let ids = new Uint32Array(capacity * 4);
  let service = new Uint32Array(capacity);
  let name = new Uint32Array(capacity);
  let role = new Uint8Array(capacity);
  let bits = new Uint8Array(capacity);
  let startUs = new Float64Array(capacity);
  let durationUs = new Float64Array(capacity);
  let peer = new Uint32Array(capacity);
  let peerFrom = new Uint8Array(capacity);
  let system = new Uint32Array(capacity);
  let destination = new Uint32Array(capacity);
  let group = new Uint32Array(capacity);
  let links = new Uint32Array(64);
  let linkCount = 0;
  let linkEnd = 0;
  let follows = false;

  const grow = (): void => {
    capacity *= 2;
    trace = roomFor(trace, capacity);
    ids = roomFor(ids, capacity * 4);
    service = roomFor(service, capacity);
    name = roomFor(name, capacity);
    role = roomFor(role, capacity);
    bits = roomFor(bits, capacity);
    startUs = roomFor(startUs, capacity);
    durationUs = roomFor(durationUs, capacity);
    peer = roomFor(peer, capacity);
    peerFrom = roomFor(peerFrom, capacity);
    system = roomFor(system, capacity);
    destination = roomFor(destination, capacity);
    group = roomFor(group, capacity);
  };

  /** Reads the trace's id; is the span one of those that are asked for? */
  const isTaken = (span: SpanInput): boolean => {
    if (!Number.isFinite(span.startUs)) {
      intake.withoutTime += 1;
      return false;
    }
    if (span.startUs < fromUs || span.startUs >= toUs) {
      intake.outside += 1;
      return false;
    }
    readId(span.traceId, words);
    if ((words[0]! | words[1]! | words[2]! | words[3]!) === 0) {
      intake.withoutId += 1;
      return false;
    }
    if (run.sample <= 1 || mixed(words[2]!, words[3]!) % run.sample === 0) return true;
    intake.unsampled += 1;
    return false;
  };

  const addressed = (at: number, span: SpanInput): void => {
    const own = span.peer ?? '';
    const told = own === '' ? held.text('peer') : own;
    const url = told === '' ? held.text('path') : '';
    const text = url.includes('://') ? url : told;
    if (text === '') return;
    peer[at] = sides.numberOf(text, held.text('port'));
    peerFrom[at] = own !== '' ? peerRules.own : told === '' ? peerRules.url : held.placeOf('peer') + peerRules.first;
  };

  const take = (span: SpanInput): void => {
    if (count === capacity) grow();
    const at = count;
    count += 1;
    trace[at] = numbers.of(words);
    readId(span.spanId, words);
    ids[at * 4] = words[2]!;
    ids[at * 4 + 1] = words[3]!;
    if (span.parentId !== undefined && span.parentId !== '') {
      readId(span.parentId, words);
      ids[at * 4 + 2] = words[2]!;
      ids[at * 4 + 3] = words[3]!;
    }
    if (span.service === undefined || span.service === '') intake.withoutService += 1;
    service[at] = services.numberOf(span.service || 'unknown_service');
    const does = roleOf(span.kind, held);
    role[at] = does;
    bits[at] = flagsOf(span, does, held) | (follows ? flags.follows : 0);
    // Whole microseconds: sums of them are exact, in whatever order they come.
    startUs[at] = Math.floor(span.startUs);
    if (span.durationUs >= 0) durationUs[at] = Math.round(span.durationUs);
    else if (span.durationUs < 0) intake.negative += 1;
    else intake.withoutDuration += 1;
    const namespace = held.text('namespace');
    if (namespace !== '' && namespaces.size < namesKept) namespaces.add(namespace);
    const sampling = held.text('sampling');
    if (sampling !== '' && sampling !== 'true' && Number(sampling) !== 1) intake.sampled += 1;
    if (does === roles.producer || does === roles.consumer || (bits[at]! & flags.messaging) !== 0) {
      name[at] = names.numberOf(span.name);
      system[at] = systems.numberOf(held.text('broker'));
      destination[at] = destinations.numberOf(held.text('destination'));
      group[at] = groups.numberOf(held.text('group'));
      addressed(at, span);
    } else {
      const route = held.text('route');
      const path = route === '' ? held.text('path') : '';
      name[at] = names.numberOf(requestName(span.name, held.text('verb'), route, path === '' ? '' : pathOf(path)));
      if (does === roles.client) {
        system[at] = systems.numberOf(held.text('store'));
        addressed(at, span);
      }
    }
    for (; linkCount < linkEnd; linkCount += 1) links[linkCount * 4] = at;
  };

  const sink: SpanSink = {
    file: (file) => {
      files.push({first: count, name: file});
    },
    attribute: held.set,
    link: (traceId, spanId, following) => {
      links = roomFor(links, (linkEnd + 1) * 4);
      readId(traceId, words);
      links[linkEnd * 4 + 1] = numbers.of(words);
      readId(spanId, words);
      links[linkEnd * 4 + 2] = words[2]!;
      links[linkEnd * 4 + 3] = words[3]!;
      linkEnd += 1;
      if (following) follows = true;
    },
    add: (span) => {
      if (isTaken(span)) take(span);
      linkEnd = linkCount;
      follows = false;
      held.clear();
    },
  };

  return {
    sink,
    intake,
    table: () => {
      const joined = numbers.joined();
      if (joined) {
        for (let i = 0; i < count; i += 1) trace[i] = joined[trace[i]!]!;
        for (let i = 0; i < linkCount; i += 1) links[i * 4 + 1] = joined[links[i * 4 + 1]!]!;
      }
      const short = shortNames(services.texts, sides.names, new Set([...namespaces, ...sides.namespaces]));
      if (short.serviceAt) for (let i = 0; i < count; i += 1) service[i] = short.serviceAt[service[i]!]!;
      return {
        count,
        trace,
        traces: numbers.count(),
        ids,
        service,
        name,
        role,
        flags: bits,
        startUs,
        durationUs,
        peer,
        peerFrom,
        system,
        destination,
        group,
        services: short.services,
        shortened: short.shortened,
        names: names.texts,
        peers: short.peers,
        numeric: sides.numeric,
        systems: systems.texts,
        destinations: destinations.texts,
        groups: groups.texts,
        links,
        linkCount,
        files,
      };
    },
  };
}
