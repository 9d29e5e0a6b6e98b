import type {Exercise} from '../../src/exercises/exercise.ts';
import {parseManifest} from '../../src/exercises/parse-manifest.ts';
import {preparedExercise} from '../../src/exercises/prepare.ts';

/** A shop that calls two others: 10 ms of its own, then 200 ms and 30 ms; 40 places, 50 requests a second. */
export const scenario = `version: 1
name: Shop
services:
  shop:
    concurrency: 40
    latency: 10ms
    calls:
      - {to: stock, needsResult: true, timeout: 2s}
      - {to: mailer, needsResult: false, timeout: 4s, onFailure: ignore}
  stock: {latency: 200ms}
  mailer: {latency: 30ms}
operations:
  buy: {entry: shop, rate: 50/s}
`;

export const readme = `# A lesson

Before the sections,
on two lines.

## What it is

Text of the first.

## Afterwards

Text of the second.
`;

/** A manifest with one step of each kind. */
export const manifest = `title: A shop
goal: See what a purchase waits for.
minutes: 5
states:
  no-stock: {down: [stock]}
figures:
  total: {operation: buy, figure: latency.typicalMs}
  own: {operation: buy, figure: latency.aloneMs}
  stock: {call: 'shop:stock', figure: waitMs}
  waiting: {difference: [total, own]}
  rate: {operation: buy, figure: rate}
  busy: {product: [rate, total]}
steps:
  - {kind: read, id: lesson, title: What it is, section: What it is}
  - kind: predict
    id: wait
    title: The wait
    text: How long?
    expect: total
    unit: ms
    tolerance: 2 ms
    slips: [{figure: waiting, because: 'The own {own} are missing.'}]
    derivation: '{own} + {waiting} = {total} ({total in s})'
  - kind: choose
    id: which
    title: Which
    text: Which call is needed?
    options:
      - {id: stock, text: Stock, right: {call: 'shop:stock', advice: keep-sync}, because: Without stock there is nothing to sell.}
      - {id: mail, text: Mail, right: {call: 'shop:mailer', advice: keep-sync}, because: 'The mail can follow.'}
    conclusion: One of two.
  - kind: choose
    id: slow
    title: Slow
    text: What takes longer than {own}?
    several: true
    options:
      - {id: stock, text: Stock, right: {more: [stock, own]}, because: 'It takes {stock}.'}
      - {id: all, text: All of it, right: {more: [total, own]}, because: 'It takes {total}.'}
      - {id: own, text: Own work, right: {more: [own, own]}, because: 'It takes {own}.'}
  - kind: classify
    id: outage
    title: Stock is down
    text: What happens?
    categories: [{id: stops, text: stops}, {id: goes-on, text: goes on}]
    items:
      - {id: buy, text: Buying, category: [{is: stops, when: {operation: buy, state: no-stock, outcome: fails}}, {is: goes-on, when: {operation: buy, state: no-stock, outcome: works}}], because: It needs stock.}
      - {id: look, text: Looking, category: goes-on, because: It is elsewhere.}
  - {kind: reflect, id: own-words, title: In your words, text: And yours?, gap: {}}
`;

export const solution = {
  wait: '240 ms',
  which: 'stock',
  slow: ['stock', 'all'],
  outage: {buy: 'stops', look: 'goes-on'},
  'own-words': 'Ours is a bank.',
};

/** The exercise that these parts make; `change` replaces parts of the manifest's text. */
export function smallExercise(change: readonly (readonly [string, string])[] = [], scenarioText = scenario): Exercise {
  let text = manifest;
  for (const [from, to] of change) {
    if (!text.includes(from)) throw new Error(`the manifest has no ${from}`);
    text = text.replace(from, to);
  }
  const parsed = parseManifest(text);
  if (!parsed.manifest) throw new Error(parsed.problems[0]!.message);
  const scenarios = new Map([['scenario.topology.yaml', scenarioText]]);
  return preparedExercise({id: '99-shop', manifest: parsed.manifest, readme, scenarios, solution});
}
