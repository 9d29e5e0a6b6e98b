import type {Complain} from './complaint.ts';
import {certain, type Defaults} from './figures.ts';
import type {Found, Names} from './names.ts';
import type {Path} from './places.ts';
import type {CallEntry, TopologyFile} from './schema.ts';
import type {Call, OnFailure, TopologyNode} from './topology.ts';

const none: readonly CallEntry[] = [];

/** The calls that a node makes, in file order; calls to names that do not exist are complained of and left out. */
export function callsOf(
  file: TopologyFile,
  node: TopologyNode,
  defaults: Defaults,
  names: Names,
  complain: Complain,
): readonly Call[] {
  const service = file.services.get(node.service)!;
  const entry = node.endpoint === undefined ? service : service.endpoints!.get(node.endpoint)!;
  const calls = (entry.calls ?? none).map((c, i) => call(c, i, node, defaults, names, complain));
  return calls.includes(undefined) ? calls.filter((one) => one !== undefined) : (calls as readonly Call[]);
}

/** What a name stands for; undefined, and a complaint, where it stands for nothing. */
export function taken<T>(result: Found<T>, path: () => Path, complain: Complain): T | undefined {
  if ('found' in result) return result.found;
  complain(path(), result.message, result.hint);
  return undefined;
}

function call(
  entry: CallEntry,
  position: number,
  from: TopologyNode,
  defaults: Defaults,
  names: Names,
  complain: Complain,
): Call | undefined {
  // Not spread: an array that grows keeps room for more, four times what it holds.
  const path = from.path.concat('calls', position);
  const group = typeof entry.to !== 'string';
  const written = typeof entry.to === 'string' ? [entry.to] : entry.to.of;
  const required = typeof entry.to === 'string' ? 1 : (entry.to.required ?? 1);
  const targets = written.map((name, i) =>
    taken(names.node(name), () => (group ? [...path, 'to', 'of', i] : [...path, 'to']), complain),
  );
  if (written.length === 0) {
    complain([...path, 'to', 'of'], 'the group has no targets', 'Name at least one service.');
  } else if (required > written.length) {
    const message = `required ${required} is above the number of targets, ${written.length}`;
    complain([...path, 'to', 'required'], message, 'At most all targets can be required.');
  }
  const onFailure = onFailureOf(entry, path, names, complain);
  if (targets.includes(undefined) || onFailure === undefined) return undefined;
  return {
    from: from.index,
    position,
    targets: targets as number[],
    required,
    group,
    name: entry.name ?? entry.request ?? written.join(' | '),
    request: entry.request,
    purpose: entry.purpose,
    kind: entry.kind,
    needsResult: entry.needsResult,
    onFailure,
    timeoutMs: entry.timeout ?? defaults.timeoutMs,
    attempts: 1 + (entry.retries?.max ?? 0),
    backoffMs: entry.retries?.backoff ?? 0,
    circuitBreaker: entry.circuitBreaker,
    idempotent: entry.idempotent,
    count: entry.count ?? 1,
    probability: entry.probability ?? certain,
    parallel: entry.parallel,
    readAfterWrite: entry.readAfterWrite,
    critique: entry.critique,
    imported: entry.source !== undefined,
    contract: entry.contract,
    path,
  };
}

/** Shared by all calls that say nothing else. */
const fatal: OnFailure = {kind: 'fail'};

function onFailureOf(entry: CallEntry, path: Path, names: Names, complain: Complain): OnFailure | undefined {
  if (entry.onFailure === undefined) return fatal;
  if (typeof entry.onFailure === 'string') return {kind: entry.onFailure};
  const {fallback} = entry.onFailure;
  const node = taken(names.node(fallback), () => [...path, 'onFailure', 'fallback'], complain);
  return node === undefined ? undefined : {kind: 'fallback', node};
}
