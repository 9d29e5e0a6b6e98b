import type {Random} from '../random.ts';

/** What a call causes: how it is told, and the closed answers that the telling says. */
export interface Told {
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** An effect that nobody waits for, every answer given. */
const free = {
  proposed: 'event',
  result: 'ignored',
  kind: 'acknowledgement',
  waiting: 'nobody',
  refusal: 'none',
  deadline: '1h',
  invariant: 'none',
  compensable: true,
  localCopy: 'none',
  onRepeat: 'same-result',
  refusalPlan: 'none',
};
const nobody = 'nobody waits for it, it cannot be refused, and no rule has to hold before';

const readNow = {kind: 'read', result: 'shown', waiting: 'person', deadline: 'none'};

/**
 * The ways in which a call can be needed or not; names and verbs are drawn apart from them, so that they prove nothing. A
 * call that is needed says in its text who cannot go on without the answer, or what must not happen before it; that
 * somebody waits for an answer which is of no use to anyone is no such reason, and is not asked.
 */
export const ways: readonly ((random: Random, caller: string, callee: string) => Told)[] = [
  (random, a, b) => ({
    text: `${a} sends ${b} the record and throws the answer away; ${nobody}. It may happen up to ${random.whole(2, 50)} minutes later`,
    facts: {},
  }),
  (_, a, b) => ({
    text: `${a} sends ${b} the record; when that fails it just tries again until it works; ${nobody}. Hours later would do`,
    facts: {result: 'retried'},
  }),
  (random, a, b) => ({
    text: `${a} sends ${b} the record and ignores the answer. ${b} may turn it down; then the customer gets a letter within ${random.whole(2, 6)} days and the booking is taken back. Nobody waits, and no rule has to hold before`,
    facts: {refusal: 'told-later', refusalPlan: 'a letter, and the booking is taken back'},
  }),
  (_, a, b) => ({
    text: `${a} tells ${b} and ignores the answer. No customer may hold two of them at once, but the business has agreed to let that happen now and then and to repair it the next day. Nobody waits, and it cannot be refused`,
    facts: {invariant: 'no customer holds two of them', compensable: true},
  }),
  (random, a, b) => ({
    text: `${a} asks ${b} for a text that it puts on the page which the user is looking at; users wait for it, up to ${random.whole(2, 9)} seconds, and no older text would do`,
    facts: readNow,
  }),
  (_, a, b) => ({
    text: `${a} asks ${b} whether it may go on, and goes on only when the answer is yes`,
    facts: {kind: 'decision', result: 'decides', waiting: 'person', refusal: 'told-now', deadline: 'none'},
  }),
  (random, a, b) => ({
    text: `${a} gets a number from ${b} that is made for this request, and writes it on what it hands to the next step of the same request; without the number that step cannot begin, and it has to begin within ${random.whole(2, 9)} seconds. No person waits for it`,
    facts: {kind: 'generated-value', result: 'used', deadline: 'none'},
  }),
  (_, a, b) => ({
    text: `${a} sends ${b} the record and reads nothing in the answer but whether it was turned down, because the user has to be told so before leaving the page`,
    facts: {refusal: 'told-now', deadline: 'none'},
  }),
  (_, a, b) => ({
    text: `${a} gives out seats, each of them only after ${b} has marked it as taken; nothing else of what ${b} answers is read, and no user waits. One seat must never go to two people, not even for a moment, and the business does not accept that it is repaired later`,
    facts: {invariant: 'one seat for one person', compensable: false, deadline: 'none'},
  }),
  (random, a, b) => ({
    text: `${a} asks ${b} for a setting that it shows to a user who waits; a setting that is up to ${random.whole(2, 9)} minutes old would do, and ${a} could keep a copy of all settings, filled once from a snapshot and then from what ${b} publishes, never more than ${random.whole(2, 50)} seconds behind`,
    facts: {...readNow, localCopy: {tolerated: '2m', lag: '50s', bootstrap: 'snapshot'}},
  }),
  (random, a, b) => ({
    text: `${a} asks ${b} for an amount that it shows to a user who waits; an amount that is more than ${random.whole(1, 4)} seconds old would be wrong, and a copy that ${a} kept from what ${b} publishes would be up to ${random.whole(2, 9)} minutes behind`,
    facts: {...readNow, localCopy: {tolerated: '4s', lag: '2m', bootstrap: 'snapshot'}},
  }),
  (random, a, b) => ({
    text: `A machine in the hall asks ${a} how far it has to turn, and ${a} asks ${b}, which alone knows that for the part in hand. Until the machine has been told, it stands still, for up to ${random.whole(2, 9)} seconds. No person waits for it`,
    facts: {kind: 'read', result: 'used', waiting: 'device', deadline: 'none'},
  }),
];

/** How one call is told, with its closed answers. */
export function interaction(random: Random, caller: string, callee: string): Told {
  return completed(random.pick(ways)(random, caller, callee));
}

/** With the answers that a telling leaves open: those of an effect that nobody waits for. */
export function completed({text, facts}: Told): Told {
  return {text, facts: {what: 'it', ...free, ...facts}};
}
