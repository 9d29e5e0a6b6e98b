import {callSpecs} from '../../analysis/call-specs.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import type {Call, Topology} from '../../topology/topology.ts';

/** How a kind of list writes names, and what is left of that when an editor has taken needless escapes out. */
export interface Writing {
  readonly written: (name: string) => string;
  readonly plain: (cell: string) => string;
}

type Found = {readonly call: Call} | {readonly message: string; readonly hint: string};

/**
 * Finds a call by the name that a list has for it: as `callSpecs` names it, else as --call would take it where that
 * means one call. What is not found gets a suggestion with `suggest`.
 */
export function callFinder(topology: Topology, {written, plain}: Writing): (cell: string, suggest: boolean) => Found {
  const exact = new Map<string, Set<Call>>();
  const loose = new Map<string, Set<Call>>();
  const enter = (map: Map<string, Set<Call>>, name: string, call: Call) => {
    const key = name.trim();
    map.set(key, (map.get(key) ?? new Set()).add(call));
  };
  const specs = callSpecs(topology);
  for (const [call, spec] of specs) {
    enter(exact, written(spec), call);
    const from = topology.nodes[call.from]!.label;
    const pairs = call.targets.map((target) => `${from}:${topology.nodes[target]!.label}`);
    for (const name of [spec, ...pairs, ...pairs.map((pair) => `${pair}#${call.name}`)]) {
      enter(loose, printableLine(name), call);
      enter(loose, plain(written(name)), call);
    }
  }
  return (cell, suggest) => {
    const calls = exact.get(cell) ?? loose.get(cell) ?? loose.get(plain(cell)) ?? new Set();
    const [call, ...others] = calls;
    if (call && others.length === 0) return {call};
    const shown = printableLine(cell.slice(0, 200));
    if (call) {
      const some = [...calls].slice(0, 4).map((each) => printableLine(specs.get(each)!));
      return {message: `${shown} means ${calls.size} calls.`, hint: `Write which: ${some.join(', ')}.`};
    }
    const otherwise = '"eventcoach ask FILE --export LIST" writes a list of what is open now.';
    return {
      message: cell === '' ? 'there is an answer, but no call.' : `there is no call ${shown}.`,
      hint: suggest ? printableLine(didYouMean(cell, specs.values(), otherwise)) : otherwise,
    };
  };
}
