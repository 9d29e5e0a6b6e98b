import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {jsonData} from '../json-data.ts';

/** A node of a Kiali graph; what is no text or not there is an empty text. */
export interface KialiNode {
  readonly id: string;
  readonly file: string;
  readonly type: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly workload: string;
  readonly app: string;
  readonly service: string;
  /** Drawn around others: it is none of them. */
  readonly box: boolean;
  /** Drawn between a caller and what answers: a Service before its apps, an operation of an app. */
  readonly between: boolean;
  /** Outside the mesh: a ServiceEntry for a host elsewhere. */
  readonly external: boolean;
  readonly gateway: boolean;
  readonly circuitBreaker: boolean;
  readonly requestTimeout: boolean;
  readonly line: number | undefined;
}

/** What flows over one edge with one protocol. */
export interface KialiEdge {
  readonly source: string;
  readonly target: string;
  readonly protocol: string;
  /** By Kiali's names; a second each for requests and bytes, percent for what is named so. */
  readonly rates: ReadonlyMap<string, number>;
  /** Response code, Envoy's flag, share of all responses (0 to 1). */
  readonly responses: readonly {readonly code: string; readonly flag: string; readonly share: number}[];
  readonly responseTimeMs: number | undefined;
  readonly file: string;
  readonly line: number | undefined;
}

/** A graph as Kiali gives it out. */
export interface KialiGraph {
  readonly nodes: readonly KialiNode[];
  readonly edges: readonly KialiEdge[];
}

type Data = Readonly<Record<string, unknown>>;

/** Reads one artefact. Throws a UserError where it is no JSON or holds no graph. */
export async function kialiGraph(artefact: Artefact): Promise<KialiGraph> {
  const text = await artefact.text();
  const data = record(jsonData(artefact.name, text));
  const elements = record(data?.elements);
  if (!data || !elements || !Array.isArray(elements.nodes))
    throw new UserError(
      `${printableLine(artefact.name)}: there is no graph in this file (no list at elements.nodes).`,
      "Save the answer of Kiali's /api/namespaces/graph and import that.",
    );
  const nodeLine = lineFinder(text, '"nodes"');
  const edgeLine = lineFinder(text, '"edges"');
  // Old versions number the nodes of each graph (n0, n1); newer ones take hashes of what a node is.
  const id = (value: unknown) => (word(value).length < 32 ? `${artefact.name} ${word(value)}` : word(value));
  const services = data.graphType === 'service';
  return {
    nodes: dataOf(elements.nodes).map((data): KialiNode => {
      const type = word(data.nodeType);
      const between = type === 'aggregate' || type === 'operation' || (type === 'service' && !services);
      return {id: id(data.id), file: artefact.name, line: nodeLine(word(data.id)), between, ...nodeOf(data, type)};
    }),
    edges: dataOf(elements.edges).map((data): KialiEdge => {
      const line = edgeLine(word(data.id));
      return {source: id(data.source), target: id(data.target), file: artefact.name, line, ...edgeOf(data)};
    }),
  };
}

/** Several graphs as one: namespaces that were saved apart. */
export function joinedGraphs(graphs: readonly KialiGraph[]): KialiGraph {
  const nodes = new Map<string, KialiNode>();
  for (const graph of graphs) for (const node of graph.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  return {nodes: [...nodes.values()], edges: graphs.flatMap(({edges}) => edges)};
}

function nodeOf(data: Data, type: string): Omit<KialiNode, 'id' | 'file' | 'line' | 'between'> {
  const entry = data.isServiceEntry;
  return {
    type,
    namespace: word(data.namespace),
    cluster: word(data.cluster),
    workload: word(data.workload),
    app: word(data.app),
    service: word(data.service),
    box: type === 'box' || Boolean(data.isBox),
    external: [entry, record(entry)?.location].includes('MESH_EXTERNAL'),
    gateway: record(data.isGateway) !== undefined || data.isK8sGatewayAPI === true,
    circuitBreaker: data.hasCB === true,
    requestTimeout: data.hasRequestTimeout === true,
  };
}

function edgeOf(data: Data): Omit<KialiEdge, 'source' | 'target' | 'file' | 'line'> {
  const traffic = record(data.traffic);
  const rates = new Map<string, number>();
  for (const [name, value] of Object.entries(record(traffic?.rates) ?? {})) {
    const rate = amount(value);
    if (rate !== undefined) rates.set(name, rate);
  }
  const responses = Object.entries(record(traffic?.responses) ?? {}).flatMap(([code, detail]) =>
    Object.entries(record(record(detail)?.flags) ?? {}).flatMap(([flag, value]) => {
      const percent = amount(value);
      return percent === undefined ? [] : [{code, flag, share: Math.min(1, percent / 100)}];
    }),
  );
  return {
    protocol: word(traffic?.protocol),
    rates,
    responses,
    responseTimeMs: amount(data.responseTime),
  };
}

/** Every element that has data, in order. */
function dataOf(list: unknown): Data[] {
  if (!Array.isArray(list)) return [];
  return list.map((element) => record(record(element)?.data)).filter((data) => data !== undefined);
}

function record(value: unknown): Data | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : undefined;
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Kiali writes its figures as texts. */
function amount(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) && read >= 0 ? read : undefined;
}

/** Finds the lines of ids behind a key, asked for in the order of the file, in one pass over the text. */
function lineFinder(text: string, key: string): (id: string) => number | undefined {
  let at = text.indexOf(key);
  let line = at < 0 ? 1 : text.slice(0, at).split('\n').length;
  return (id) => {
    if (at < 0 || id === '') return undefined;
    const found = text.indexOf(JSON.stringify(id), at);
    // One that is written otherwise ends the search: looking for each to the end of the file would be quadratic.
    if (found >= 0) for (let i = at; i < found; i += 1) if (text.charCodeAt(i) === 10) line += 1;
    at = found;
    return found < 0 ? undefined : line;
  };
}
