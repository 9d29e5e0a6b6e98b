import {didYouMean} from '../nearest.ts';
import type {Call, Topology} from './topology.ts';

/** The calls that `FROM:TO[#NAME]` means, or what is wrong with it. */
export type Selected = {readonly calls: readonly Call[]} | {readonly message: string; readonly hint: string};

/**
 * Reads `FROM:TO[#NAME]`: services or service/endpoint; names may hold colons and hashes, so it is split where both
 * sides are known. Without NAME it means every call between the two.
 */
export function selectCalls(topology: Topology, text: string): Selected {
  const sides = new Map<string, readonly number[]>();
  for (const node of topology.nodes) sides.set(node.label, [node.index]);
  for (const service of topology.services.values()) sides.set(service.name, service.nodes);
  const between = (from: readonly number[], to: readonly number[]) =>
    from.flatMap((index) =>
      topology.nodes[index]!.calls.filter((call) => call.targets.some((target) => to.includes(target))),
    );
  let pair: string | undefined;
  let unnamed: readonly Call[] = [];
  for (let colon = text.indexOf(':'); colon > 0; colon = text.indexOf(':', colon + 1)) {
    const from = sides.get(text.slice(0, colon));
    if (!from) continue;
    const rest = text.slice(colon + 1);
    const whole = sides.get(rest);
    if (whole) {
      const calls = between(from, whole);
      if (calls.length > 0) return {calls};
      pair = `${text.slice(0, colon)} does not call ${rest}`;
    }
    for (let hash = rest.indexOf('#'); hash > 0; hash = rest.indexOf('#', hash + 1)) {
      const to = sides.get(rest.slice(0, hash));
      if (!to) continue;
      const calls = between(from, to);
      const named = calls.filter((call) => call.name === rest.slice(hash + 1));
      if (named.length > 0) return {calls: named};
      if (calls.length > 0) {
        unnamed = calls;
        pair = `${text.slice(0, colon)} has no call to ${rest.slice(0, hash)} named "${rest.slice(hash + 1)}"`;
      }
    }
  }
  const known = topology.nodes.flatMap((node) =>
    node.calls.flatMap((call) => call.targets.map((t) => `${node.label}:${topology.nodes[t]!.label}`)),
  );
  const hint =
    unnamed.length > 0
      ? `Its calls there: ${unnamed.map((call) => call.name).join(', ')}.`
      : didYouMean(
          text,
          known,
          known.length > 0
            ? `Calls are: ${known.slice(0, 6).join(', ')}${known.length > 6 ? ', ...' : ''}.`
            : 'The file has no calls.',
        );
  return {message: pair ?? `--call ${text}: not FROM:TO with two services of the file`, hint};
}
