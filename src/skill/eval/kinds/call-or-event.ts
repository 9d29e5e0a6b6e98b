import {localCritique} from '../../../critique/local-critique.ts';
import {proposalSchema} from '../../../critique/proposal.ts';
import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import {interaction, type Told} from './interactions.ts';
import {serviceNames} from './names.ts';
import {letters} from './words.ts';

/** An event design without a flaw, so that the verdict rests on the need alone. */
const soundEvent = {
  says: 'fact',
  publisher: 'owner',
  decidedBeforePublish: true,
  publishStep: 'outbox',
  waitsForReply: false,
  callbacks: 'none',
  ordering: {needed: false, entity: 'record', key: 'keeps'},
  failures: 'parked',
  lossAccepted: false,
  fields: [{name: 'total', vocabulary: 'producer', data: 'plain'}],
  audience: 'needs-it',
  retention: 'as-needed',
  largestPayloadBytes: 400,
  topicHolds: 'one-type',
};
const words = {convert: 'event', 'keep-sync': 'call', split: 'both'} as const;

/** Which of four calls have to stay calls: the verdicts are those of the critic by rules, from the facts that are told. */
export const callOrEvent: Kind = {
  criterion: 'does-the-caller-need-the-result',
  about: /need(?:s|ed)? the (?:result|answer)|keep (?:the|a) call|synchronous|wait for the result|goes on|\bsplit\b/i,
  draft: (random) => {
    const count = 4;
    const names = serviceNames(random, count * 2);
    const told = Array.from({length: count}, (_, i): readonly Told[] => {
      const [caller, callee] = [names[2 * i]!, names[2 * i + 1]!];
      const once = interaction(random, caller, callee);
      return random.chance(0.25) ? [once, interaction(random, caller, callee)] : [once];
    });
    const verdicts = told.map((effects, i) => verdictOf(effects, names[2 * i]!, names[2 * i + 1]!));
    if (verdicts.some((one) => one === undefined) || new Set(verdicts).size < 2) return undefined;
    const among = Object.values(words);
    const measures: Measures = Object.fromEntries(
      verdicts.map((right, i) => [letters[i]!, {kind: 'word', right: right!, among}]),
    );
    const all = (name: string, answer: (i: number) => string) => ({
      name,
      answer: Object.fromEntries(verdicts.map((_, i) => [letters[i]!, answer(i)])),
    });
    return {
      names,
      prompt: [
        told
          .map((effects, i) =>
            effects.length === 1
              ? `${letters[i]}: ${effects[0]!.text}.`
              : `${letters[i]}: One request of ${names[2 * i]} to ${names[2 * i + 1]} has two effects. First: ${effects[0]!.text}. Second: ${effects[1]!.text}.`,
          )
          .join('\n\n'),
        'All of these are synchronous calls today. For each: should it stay one ("call"), should messages on a log take its place, which either side writes and the other reads when it can ("event"), or should one of its effects stay in a call while messages on a log take the place of the other ("both")? A message that asks for something counts here like one that states a fact. What is not said does not exist, and the messages would be well designed.',
      ].join('\n\n'),
      measures,
      slips: [
        all('everything an event', () => 'event'),
        all('everything a call', () => 'call'),
        all('an ignored answer is never needed', (i) =>
          told[i]!.every(({facts}) => facts['result'] === 'ignored') ? 'event' : verdicts[i]!,
        ),
        all('never both', (i) => (verdicts[i] === 'both' ? 'event' : verdicts[i]!)),
        all('a rule or a refusal keeps every call', (i) =>
          told[i]!.some(({facts}) => facts['refusal'] === 'told-later' || facts['invariant'] !== 'none')
            ? 'call'
            : verdicts[i]!,
        ),
      ],
    };
  },
};

/** What the critic by rules makes of the effects of one call; undefined where it makes something else of them. */
export function verdictOf(
  told: readonly Told[],
  caller: string,
  callee: string,
): 'event' | 'call' | 'both' | undefined {
  const effects = told.map(({facts}, i) => ({...facts, what: `effect ${i + 1}`}));
  const content = proposalSchema.parse({
    caller,
    callee,
    proposedEvent: {name: 'RecordKept'},
    facts: {effects, event: soundEvent},
  });
  const {verdict} = localCritique({id: 'case', ...content});
  return Object.hasOwn(words, verdict) ? words[verdict as keyof typeof words] : undefined;
}
