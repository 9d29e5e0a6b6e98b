import type {BlastRadius} from '../analysis/blast-radius.ts';
import type {Edit} from '../topology/edit.ts';
import {stateEdit} from '../topology/state.ts';
import type {Topology} from '../topology/topology.ts';
import {slowFactor} from './slow-factor.ts';

/** What a bad day does to one operation. */
export interface Outcome {
  readonly outcome: 'fails' | 'stops' | 'degrades' | 'late' | undefined;
  /** Only where it stops: after how many seconds. */
  readonly stopsAfterSeconds: number | undefined;
}

/** The settings that make these services slow, as `analyze --set` takes them. */
export function slowSettings(topology: Topology, slow: readonly string[]): readonly string[] {
  return slow.flatMap((name) =>
    topology.services.get(name)!.nodes.map((index) => {
      const {label, latency} = topology.nodes[index]!;
      const slower = (ms: number) => `${ms * slowFactor}ms`;
      const value =
        latency.kind === 'constant'
          ? slower(latency.ms)
          : `{p50: ${slower(latency.p50Ms)}, p99: ${slower(latency.p99Ms)}}`;
      return `${label}.latency=${value}`;
    }),
  );
}

/** The edits that these settings ask for. */
export function settingEdits(topology: Topology, settings: readonly string[]): readonly Edit[] {
  return settings.flatMap((setting) => {
    const result = stateEdit(topology, setting);
    return 'edit' in result ? [result.edit] : [];
  });
}

/** What happens to the operation `name`; the worst where several things do. */
export function outcomeOf(name: string, radius: BlastRadius | undefined): Outcome {
  const kinds = [
    ['fails', radius?.fails],
    ['stops', radius?.starves],
    ['degrades', radius?.degrades],
    ['late', radius?.late],
  ] as const;
  return {
    outcome: kinds.find(([, names]) => names?.includes(name))?.[0],
    stopsAfterSeconds: radius?.starvesAfterSeconds[name],
  };
}
