import {listed} from '../figures.ts';

/** What a step practises, and a learner can get wrong; `said` is how a sentence names it. */
const said = {
  'temporal-coupling': 'temporal coupling',
  'availability-coupling': 'availability coupling',
  'behavioral-coupling': 'behavioral coupling',
  'keep-sync': 'calls that stay',
  split: 'calls that are split',
  convert: 'calls that become events',
  'command-or-event': 'commands and events',
  'availability-figure': 'how availability adds up',
  'latency-figure': 'how waits add up',
} as const;

export type Topic = keyof typeof said;
export const topics = Object.keys(said) as [Topic, ...Topic[]];

export const isTopic = (name: string): name is Topic => Object.hasOwn(said, name);

/** What was got wrong, as the beginning of a sentence: "You mixed up availability and temporal coupling". */
export function mistakeText(topic: Topic, taken: Topic | undefined): string {
  if (taken === undefined)
    return topic === 'command-or-event' ? `You mixed up ${said[topic]}` : `You were wrong about ${said[topic]}`;
  const names = [said[topic], said[taken]];
  const isCoupling = names.every((name) => name.endsWith(' coupling'));
  return `You mixed up ${listed(isCoupling ? [names[0]!.replace(/ coupling$/, ''), names[1]!] : names)}`;
}
