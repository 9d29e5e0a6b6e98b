import type {Topology} from '../topology/topology.ts';
import type {LoadedText} from './accept-critique.ts';
import {type Analyst, analyst} from './analyst.ts';

/** Up to so many services and calls, figures are there as soon as a key is released. */
const mostAtOnce = 400;

/** Gives the analyst of a topology; undefined where none is needed. */
export type AnalystFor = (loaded: LoadedText) => (() => Analyst) | undefined;

/** The analyst of the file that was asked about last: one thread at a time. */
export function analysts(): AnalystFor {
  let current: {readonly loaded: LoadedText; readonly one: Analyst} | undefined;
  const one = (loaded: LoadedText): Analyst => {
    if (current?.loaded.text !== loaded.text || current.loaded.file !== loaded.file) {
      current?.one.end();
      current = {loaded, one: analyst(loaded)};
    }
    return current.one;
  };
  return (loaded) => (isLarge(loaded.topology) ? () => one(loaded) : undefined);
}

function isLarge({nodes}: Topology): boolean {
  return nodes.length + nodes.reduce((sum, {calls}) => sum + calls.length, 0) > mostAtOnce;
}
