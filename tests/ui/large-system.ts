import {parseTopology} from '../../src/topology/parse.ts';
import {readSource} from '../../src/topology/source.ts';
import type {LoadedText} from '../../src/ui/accept-critique.ts';
import {layeredSystem} from '../bench/layered-system.ts';

/** A file of 120 services and 545 calls with two operations: more than is worked out between two keys. */
export const largeText = layeredSystem({size: 120, operations: 2, broker: true});

/** A topology file as the app has read it. */
export function loadedFrom(text: string): LoadedText {
  const {topology, problems} = parseTopology(text);
  if (!topology) throw new Error(problems.map(({message}) => message).join('\n'));
  return {...readSource(text), topology, text, file: 'topology.yaml'};
}
