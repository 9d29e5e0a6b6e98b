import {printableLine} from '../printable.ts';
import type {Edit} from '../topology/edit.ts';
import type {Topology, TopologyNode} from '../topology/topology.ts';
import {editedSketch, parsed, type Sketch, type Sketched} from './exercise-sketch.ts';
import {type Figures, lineParts, nodeOf, withLine} from './sketch-line.ts';

const keys = ['latency', 'availability'] as const;

/** The line of the form that says what the sketch says of a service; figures that a line cannot say are left out. */
export function lineOf({text}: Sketch, service: string): string {
  const read = text === undefined ? undefined : parsed(text);
  const node = read && 'topology' in read ? nodeOf(read.topology, service) : undefined;
  if (!read || 'problem' in read || !node) return service;
  const calls = node.calls.map((call) => calleeOf(read.topology, call));
  return written(service, figuresOf(node, read.data), calls);
}

/**
 * The sketch after the line of a service was changed: figures and calls that are gone from it are taken out, new ones are
 * added, and everything else stays, comments and answers among it. The name stays.
 */
export function withEdited(sketch: Sketch, service: string, line: string): Sketched {
  const {name, figures, callees} = lineParts(line);
  const problem = `The name stays ${printableLine(service)}: it is changed in the file.`;
  const read = parsed(sketch.text ?? '');
  if ('problem' in read) return read;
  const node = nodeOf(read.topology, service);
  if (!node || name !== service) return {problem};
  const shown = figuresOf(node, read.data);
  const known = node.calls.map((call) => ({path: call.path, callee: calleeOf(read.topology, call)}));
  const gone: readonly Edit[] = [
    ...keys
      .filter((key) => shown[key] && !figures[key])
      .map((key): Edit => ({path: [...node.path, key], remove: true})),
    ...known.filter(({callee}) => !callees.includes(callee)).map(({path}): Edit => ({path, remove: true})),
  ];
  const left = gone.length === 0 ? {sketch} : editedSketch(sketch.text!, read.data, gone);
  if ('problem' in left) return left;
  const fresh = callees.filter((callee) => !known.some((one) => one.callee === callee));
  const changed = Object.fromEntries(keys.flatMap((key) => (figures[key] === shown[key] ? [] : [[key, figures[key]]])));
  const isSame = fresh.length === 0 && Object.values(changed).every((value) => value === undefined);
  return isSame ? left : withLine(left.sketch, written(name, changed, fresh));
}

function written(name: string, {latency, availability}: Figures, callees: readonly string[]): string {
  const head = [name, latency, availability].filter(Boolean).join(' ');
  return callees.length === 0 ? head : `${head}: ${callees.join(', ')}`;
}

const calleeOf = ({nodes}: Topology, {targets}: TopologyNode['calls'][number]) =>
  targets.map((target) => nodes[target]!.label).join(' | ');

/** The figures of a service as its file writes them, where a line of the form can say the same. */
function figuresOf({label, path}: TopologyNode, data: unknown): Figures {
  let part = data;
  for (const step of path) part = (part as Readonly<Record<string | number, unknown>> | null)?.[step];
  const own = (part ?? {}) as Readonly<Record<string, unknown>>;
  const said = keys.flatMap((key) => {
    const value = Object.hasOwn(own, key) ? own[key] : undefined;
    const isSayable = typeof value === 'string' && lineParts(`${label} ${value}`).figures[key] === value;
    return isSayable ? [[key, value]] : [];
  });
  return Object.fromEntries(said);
}
