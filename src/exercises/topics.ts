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

/** How a topic is named before the exercise (its number) that teaches its word. */
const untaught: Readonly<Partial<Record<Topic, {readonly until: string; readonly said: string}>>> = {
  'temporal-coupling': {until: '03', said: 'waiting for a service that does not answer'},
  'availability-coupling': {until: '03', said: 'what fails together'},
  'behavioral-coupling': {until: '03', said: 'what has to change together'},
};

/**
 * What was got wrong, in words that the exercise `exercise` knows: "how waits add up". `taken`: what was taken for it, where
 * the answer told: "availability and temporal coupling".
 */
export function topicText(topic: Topic, taken: Topic | undefined, exercise: string): string {
  const early = untaught[topic];
  if (early && exercise.slice(0, 2) < early.until) return early.said;
  if (taken === undefined) return said[topic];
  const names = [said[topic], said[taken]];
  const isCoupling = names.every((name) => name.endsWith(' coupling'));
  return listed(isCoupling ? [names[0]!.replace(/ coupling$/, ''), names[1]!] : names);
}
