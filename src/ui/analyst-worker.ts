// The other end of an analyst: a thread that reads one topology file and works out what it is asked, so that no key waits.
import {parentPort, workerData} from 'node:worker_threads';
import {once} from '../analysis/once.ts';
import {figures} from '../critique/figures.ts';
import {checkTopology} from '../topology/check.ts';
import {edited, type ReadTopology} from '../topology/edited.ts';
import {readPlain} from '../topology/plain-source.ts';
import {type Order, type Part, partsOf} from './analyst-parts.ts';
import {workedDay} from './day.ts';

const {text, file} = workerData as {readonly text: string; readonly file: string};
// The file was found right before it was handed on.
const {data, locate} = readPlain(text) ?? (await import('../topology/source.ts')).readSource(text);
const loaded: ReadTopology = {topology: checkTopology(data, locate).topology!, data, locate, file};
const today = once(() => workedDay(loaded.topology, []));

let parts: Iterator<Part, undefined> | undefined;
parentPort!.on('message', (order: Order) => {
  if (order.kind === 'proposal') {
    const answer: Part = {kind: 'proposal', figures: figures(loaded, order.proposal, order.verdict, today().figures)};
    parentPort!.postMessage(answer);
    return;
  }
  if (order.kind === 'day') {
    const {edits, down} = order.day;
    const isToday = edits.length === 0 && down.length === 0;
    parts = partsOf(isToday ? today() : workedDay(edited(loaded, edits), down));
  }
  parentPort!.postMessage(parts!.next().value);
});
