import type {Analysis} from '../../analysis/analysis.ts';
import type {Topology} from '../../topology/topology.ts';

/** A topology and what was computed from it. */
export interface Side {
  readonly topology: Topology;
  readonly analysis: Analysis;
}
