import type {Edit} from '../topology/edit.ts';
import {editedText} from '../topology/edit-text.ts';
import {duration} from '../topology/quantity.ts';
import {type Path, readSource} from '../topology/source.ts';
import type {Topology, TopologyNode} from '../topology/topology.ts';
import {editedSketch, parsed, type Sketch, type Sketched, sketched} from './exercise-sketch.ts';

/**
 * The sketch after a line such as `shop 50ms 99.9%: payment, mail`: the service with its own time and its availability,
 * where they are said, and the calls that it makes, one after the other. Services that are named for the first time are
 * added, known ones completed.
 */
export function withLine(sketch: Sketch, line: string): Sketched {
  const {name, figures, callees} = lineParts(line);
  if (name === '') return {problem: 'The name of the service comes first: shop 50ms: payment, mail'};
  if (sketch.text === undefined) {
    const services = Object.fromEntries(callees.filter((one) => one !== name).map((one) => [one, {}]));
    return sketched(firstText({[name]: content(figures, callees), ...services}));
  }
  const read = parsed(sketch.text);
  if ('problem' in read) return read;
  const node = nodeOf(read.topology, name);
  const known = new Set(
    node?.calls.flatMap(({targets}) => targets.map((target) => read.topology.nodes[target]!.label)),
  );
  const calls = callees.filter((one) => !known.has(one));
  const added = calls.filter((one) => one !== name && !nodeOf(read.topology, one) && !read.topology.services.has(one));
  const own: readonly Edit[] =
    node && !isBlank(read.data, node.path)
      ? completed(node, figures, calls)
      : [{path: node?.path ?? ['services', name], value: content(figures, calls)}];
  return editedSketch(sketch.text, read.data, [
    ...own,
    ...added.map((one): Edit => ({path: ['services', one], value: {}})),
  ]);
}

/** What a line of the form says: a service, its figures, and the names behind the colon, each once. */
export function lineParts(line: string): LineParts {
  const colon = line.indexOf(':');
  const [left, right] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
  const names = right.split(',').map((one) => one.trim());
  return {...named(left), callees: [...new Set(names.filter(Boolean))]};
}

/** The sketch after a line such as `place-order 20/s`: what a user wants from the service, and how often. */
export function withOperation(sketch: Sketch, service: string, line: string): Sketched {
  const [, name = '', rate] = /^(.{1,200}?)(?:\s+(\d[\d.]*\s?\/\s?[smhd]))?$/.exec(line.trim()) ?? [];
  if (sketch.text === undefined || name === '')
    return {problem: 'Say what the user wants, and how often: place-order 20/s'};
  const read = parsed(sketch.text);
  if ('problem' in read) return read;
  const value = {entry: service, ...(rate ? {rate: rate.replaceAll(' ', '')} : {})};
  const isFirst = ![...read.topology.operations.values()].some(({implied}) => !implied);
  return editedSketch(sketch.text, read.data, [
    isFirst ? {path: ['operations'], value: {[name]: value}} : {path: ['operations', name], value},
  ]);
}

export const nodeOf = ({nodes}: Topology, name: string) => nodes.find(({label}) => label === name);

/** As they are typed: 50ms, 99.9%. */
export interface Figures {
  readonly latency?: string;
  readonly availability?: string;
}

export interface LineParts {
  readonly name: string;
  readonly figures: Figures;
  readonly callees: readonly string[];
}

/** The name and the figures behind it: a time is the service's own work, a percentage its availability. */
function named(text: string): {readonly name: string; readonly figures: Figures} {
  const words = text
    .trim()
    .replace(/(\d) {1,3}(ms|s|m|h|%)(?= |$)/g, '$1$2')
    .split(/\s+/);
  const figures: {latency?: string; availability?: string} = {};
  while (words.length > 1) {
    const last = words.at(-1)!;
    if (/^\d[\d.]*%$/.test(last)) figures.availability = last;
    else if (duration(last).ok) figures.latency = last;
    else break;
    words.pop();
  }
  return {name: words.join(' '), figures};
}

const callEntries = (callees: readonly string[]) => callees.map((to) => ({to}));

function content(figures: Figures, callees: readonly string[]): object {
  return {...figures, ...(callees.length > 0 ? {calls: callEntries(callees)} : {})};
}

function completed({path, calls}: TopologyNode, figures: Figures, callees: readonly string[]): readonly Edit[] {
  const own = Object.entries(figures).map(([key, value]): Edit => ({path: [...path, key], value}));
  if (callees.length === 0) return own;
  if (calls.length === 0) return [...own, {path: [...path, 'calls'], value: callEntries(callees)}];
  const more = callEntries(callees).map((value, i): Edit => ({path: [...path, 'calls', calls.length + i], value}));
  return [...own, ...more];
}

/** Does nothing stand there yet? Then it is written anew, on lines of its own. */
function isBlank(data: unknown, path: Path): boolean {
  let part = data;
  for (const step of path) part = (part as Readonly<Record<string | number, unknown>> | null)?.[step];
  return part === null || part === undefined || (typeof part === 'object' && Object.keys(part).length === 0);
}

const head = `# What calls what, from exercise 08. Every key: eventcoach schema topology
# What could carry events, once there is one: brokers: {kafka: {availability: 99.99%, latency: 5ms}}
version: 1
name: My system
`;

function firstText(services: object): string {
  const text = `${head}services:\n  first: {}\n`;
  return editedText(text, readSource(text).data, [{path: ['services'], value: services}]);
}
