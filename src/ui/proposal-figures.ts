import {type Figures, figures} from '../critique/figures.ts';
import type {LoadedText} from './accept-critique.ts';
import type {AnalystFor} from './analysts.ts';
import {workedDay} from './day.ts';
import {messageOf} from './message.ts';
import type {Talk} from './talk.ts';

/** A larger system takes too many seconds for a figure beside a question. */
const mostServices = 2000;

/** What a conversion changes, as far as the verdict of a talk goes; or why that is not known. */
export type FiguresOf = (talk: Talk) => Promise<Figures>;

type InTopology = (talk: Talk) => Figures | Promise<Figures>;

/** The figures in the topology that `load` gives. It is read when figures are first wanted, and each is worked out once. */
export function figuresOf(load: (() => Promise<LoadedText>) | undefined, analystFor: AnalystFor): FiguresOf {
  const known = new Map<string, Figures>();
  let workingOut: Promise<InTopology> | undefined;
  return async (talk) => {
    const {
      critique: {verdict},
      proposal,
    } = talk;
    const key = JSON.stringify([verdict, proposal.facts.event.publishStep]);
    workingOut ??= inTopology(load, analystFor);
    const result = known.get(key) ?? (await (await workingOut)(talk));
    known.set(key, result);
    return result;
  };
}

async function inTopology(load: (() => Promise<LoadedText>) | undefined, analystFor: AnalystFor): Promise<InTopology> {
  const loaded = load ? await tried(load) : {why: 'no topology file is known for this call.'};
  if ('why' in loaded) return () => loaded;
  const analystOf = analystFor(loaded);
  if (analystOf) return ({proposal, critique: {verdict}}) => analystOf().proposal(proposal, verdict);
  const today = workedDay(loaded.topology, []).figures;
  return ({proposal, critique: {verdict}}) => figures(loaded, proposal, verdict, today);
}

async function tried(load: () => Promise<LoadedText>): Promise<LoadedText | {readonly why: string}> {
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
