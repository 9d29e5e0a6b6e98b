import {UserError} from '../errors.ts';
import {percent, short, timeSpan} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {checkTopology} from '../topology/check.ts';
import type {Edit} from '../topology/edit.ts';
import {editedText} from '../topology/edit-text.ts';
import {type Path, readSource} from '../topology/source.ts';
import type {Service, Topology, TopologyNode} from '../topology/topology.ts';

/** A line of the form: a service (or one endpoint of it), or a call below it. */
export type SketchRow =
  | {
      readonly kind: 'service';
      readonly label: string;
      readonly path: Path;
      /** What users want from it, and how often. */
      readonly operations: readonly string[];
      /** How long its own work takes and how available it is, where the file says so. */
      readonly figures: string;
    }
  | {
      readonly kind: 'call';
      readonly from: string;
      readonly to: string;
      readonly path: Path;
      readonly needsResult: boolean | undefined;
    };

/** A topology text that is right in itself, with its rows in file order. Without a text nothing has been described yet. */
export interface Sketch {
  readonly text: string | undefined;
  readonly rows: readonly SketchRow[];
}

/** A sketch, or why there is none, in words. */
export type Sketched = {readonly sketch: Sketch} | {readonly problem: string};

/** More services than anybody enters by hand: such files are edited as files. */
const mostServices = 500;

export const emptySketch: Sketch = {text: undefined, rows: []};

/** The sketch of a topology text. */
export function sketched(text: string): Sketched {
  const read = parsed(text);
  return 'problem' in read ? read : {sketch: {text, rows: rowsOf(read.topology)}};
}

/** The sketch with the answer to "does the caller need to wait?"; undefined takes it back. */
export function withAnswer({text}: Sketch, {path}: SketchRow, needsResult: boolean | undefined): Sketched {
  const at = [...path, 'needsResult'];
  return changed(text, [needsResult === undefined ? {path: at, remove: true} : {path: at, value: needsResult}]);
}

/** The sketch without the service or call of this row. */
export function withoutRow({text}: Sketch, {path}: SketchRow): Sketched {
  return changed(text, [{path, remove: true}]);
}

function changed(text: string | undefined, edits: readonly Edit[]): Sketched {
  const read = text === undefined ? undefined : parsed(text);
  if (text === undefined || read === undefined) return {problem: 'Nothing has been described yet.'};
  return 'problem' in read ? read : editedSketch(text, read.data, edits);
}

/** The sketch of the text with the edits made. */
export function editedSketch(text: string, data: unknown, edits: readonly Edit[]): Sketched {
  try {
    return sketched(editedText(text, data, edits));
  } catch (error) {
    if (error instanceof UserError) return {problem: `${error.message} ${error.hint}`};
    throw error;
  }
}

/** The topology in a text, and the data that it stands in; or what is wrong with it, in words. */
export function parsed(
  text: string,
): {readonly topology: Topology; readonly data: unknown} | {readonly problem: string} {
  const source = readSource(text);
  const {topology, problems} =
    source.problems.length > 0
      ? {topology: undefined, problems: source.problems}
      : checkTopology(source.data, source.locate);
  if (!topology) {
    const {line, message, hint} = problems[0]!;
    return {problem: printableLine(`Line ${line}: ${message}. ${hint}`)};
  }
  const many = topology.services.size > mostServices;
  return many
    ? {problem: `More than ${mostServices} services are too many for this form: describe one part of the system.`}
    : {topology, data: source.data};
}

function rowsOf({nodes, operations, services}: Topology): readonly SketchRow[] {
  return nodes.flatMap((node): readonly SketchRow[] => {
    const {index, label, path, calls} = node;
    return [
      {
        figures: figuresOf(node, services.get(node.service)!),
        kind: 'service',
        label,
        path,
        operations: [...operations.values()]
          .filter(({entry, implied}) => entry === index && !implied)
          .map(({name, rate}) => (rate === undefined ? name : `${name} ${short(rate)}/s`)),
      },
      ...calls.map((call) => ({
        kind: 'call' as const,
        from: label,
        to: call.targets.map((target) => nodes[target]!.label).join(' | '),
        path: call.path,
        needsResult: call.needsResult,
      })),
    ];
  });
}

function figuresOf({latency, latencyStated}: TopologyNode, {availability, availabilityStated}: Service): string {
  const ms = latency.kind === 'constant' ? latency.ms : latency.p50Ms;
  return [...(latencyStated ? [timeSpan(ms)] : []), ...(availabilityStated ? [percent(availability.up)] : [])].join(
    ', ',
  );
}
