import type {KialiEdge} from './graph.ts';

/** What flows from one service to another, over all protocols, versions and workloads. */
export interface Traffic {
  /** Requests a second; 0 where only bytes are counted (TCP). */
  requests: number;
  /** Failed requests a second. */
  failed: number;
  /** The slowest part's response time in milliseconds: percentiles of parts cannot be added. */
  responseTimeMs: number | undefined;
  /** Requests a second by Envoy's response flag. */
  readonly flags: Map<string, number>;
  readonly protocols: Set<string>;
  readonly file: string;
  readonly line: number | undefined;
}

// A server's failures among the gRPC codes, as OpenTelemetry's conventions have them: unknown, deadline exceeded,
// unimplemented, internal, unavailable, data loss. The others (not found, denied) are answers.
const failedGrpc = new Set(['2', '4', '12', '13', '14', '15', '-']);

/**
 * Adds one edge. A request failed when it ended with 5xx, a gRPC code of a failing server, or no answer; 4xx is an answer.
 * What was known stays where nothing flowed (an idle edge is no call), and where another graph has shown it already.
 */
export function addTraffic(known: Traffic | undefined, edge: KialiEdge): Traffic | undefined {
  const rate = edge.rates.get(edge.protocol) ?? 0;
  if (!(rate > 0) || (known && known.file !== edge.file)) return known;
  const sum = known ?? {
    requests: 0,
    failed: 0,
    responseTimeMs: undefined,
    flags: new Map(),
    protocols: new Set(),
    file: edge.file,
    line: edge.line,
  };
  sum.protocols.add(edge.protocol);
  if (edge.protocol !== 'tcp') {
    sum.requests += rate;
    sum.failed += Math.min(rate, failures(edge, rate));
    for (const {flag, share} of edge.responses)
      for (const one of flag.split(',')) sum.flags.set(one, (sum.flags.get(one) ?? 0) + share * rate);
  }
  if (edge.responseTimeMs !== undefined) sum.responseTimeMs = Math.max(sum.responseTimeMs ?? 0, edge.responseTimeMs);
  return sum;
}

function failures({protocol, rates, responses}: KialiEdge, rate: number): number {
  const silent = rates.get(`${protocol}NoResponse`) ?? 0;
  if (protocol !== 'grpc') return (rates.get(`${protocol}5xx`) ?? 0) + silent;
  if (responses.length === 0) return (rates.get('grpcErr') ?? 0) + silent;
  return responses.reduce((sum, {code, share}) => sum + (failedGrpc.has(code) ? share * rate : 0), 0);
}
