import {analysis} from '../analysis/analysis.ts';
import {type Figures, figures} from '../critique/figures.ts';
import {messageOf} from './message.ts';
import type {Talk} from './talk.ts';
import type {Loaded} from './workbench.ts';

/** Nothing is read from the keyboard while they are worked out between two questions. */
const mostServices = 300;

/** What a conversion changes, as far as the verdict of a talk goes; or why that is not known. */
export type FiguresOf = (talk: Talk) => Promise<Figures>;

/** The figures in the topology that `load` gives. It is read when figures are first wanted, and each is worked out once. */
export function figuresOf(load: (() => Promise<Loaded>) | undefined): FiguresOf {
  const known = new Map<string, Figures>();
  let workingOut: Promise<(talk: Talk) => Figures> | undefined;
  return async (talk) => {
    const {
      critique: {verdict},
      proposal,
    } = talk;
    const key = JSON.stringify([verdict, proposal.facts.event.publishStep]);
    workingOut ??= inTopology(load);
    const result = known.get(key) ?? (await workingOut)(talk);
    known.set(key, result);
    return result;
  };
}

async function inTopology(load: (() => Promise<Loaded>) | undefined): Promise<(talk: Talk) => Figures> {
  const loaded = load ? await tried(load) : {why: 'no topology file is known for this call.'};
  if ('why' in loaded) return () => loaded;
  const today = analysis(loaded.topology, {rules: []});
  return ({proposal, critique: {verdict}}) => figures(loaded, proposal, verdict, today);
}

async function tried(load: () => Promise<Loaded>): Promise<Loaded | {readonly why: string}> {
  try {
    const loaded = await load();
    const {size} = loaded.topology.services;
    return size > mostServices
      ? {
          why: `${loaded.file} has ${size} services; above ${mostServices} it takes too long here. The command below has them.`,
        }
      : loaded;
  } catch (error) {
    const message = messageOf(error);
    if (!message) throw error;
    return {why: message.text};
  }
}
