import {type EventFacts, factsSchema} from '../critique/facts.ts';
import type {FlawType} from '../critique/flaw-types.ts';
import {flawRules} from '../critique/flaws/index.ts';
import type {Design} from '../critique/flaws/rule.ts';
import {nameParts, nameSays} from '../critique/words/event-name.ts';
import {sensitivity} from '../critique/words/field-names.ts';
import {printableLine} from '../printable.ts';
import {type Judged, right, wrong} from './judged.ts';
import type {StepOf} from './manifest.ts';
import {type NamedEvent, namedEvent} from './named-event.ts';

/** What a `name` step asks for, its texts filled in. */
export type AskedEvent = Pick<StepOf<'name'>, 'producer' | 'reader' | 'says' | 'fields' | 'foreign' | 'conclusion'>;

type Field = NonNullable<EventFacts['fields']>[number];

/** The critic's rules that look at the name and the fields of an event alone. */
const rules = [
  'command-as-event',
  'vague-event',
  'consumer-specific-payload',
  'leaky-internal-model',
  'pii-exposure',
] as const satisfies readonly FlawType[];

/** Judges an event by its name and its fields: the critic's rules first, then what the fact and its readers need. */
export function nameJudge(asked: AskedEvent): (answer: unknown) => Judged {
  return (answer) => {
    const event = namedEvent(answer);
    if (typeof event === 'string') return wrong(event);
    const shown = {name: printableLine(event.name), fields: event.fields.map(printableLine)};
    const mistakes = [...flaws(asked, shown), ...missing(asked, shown)];
    if (mistakes.length > 0) return wrong(mistakes.join('\n\n'));
    return right(asked.conclusion ?? `${shown.name} says what has happened, and carries what its readers share.`);
  };
}

function flaws({producer, reader, fields, foreign}: AskedEvent, {name, fields: given}: NamedEvent): readonly string[] {
  const says = nameSays(name);
  const needed = fields.flatMap(({any}) => any);
  const blank = factsSchema.parse({}).event;
  const event: EventFacts = {
    ...blank,
    says: says?.value ?? null,
    // Whoever may read the topic reads all of it.
    audience: 'wider',
    fields: given.map((field): Field => {
      const vocabulary = among(foreign.consumer, field)
        ? 'consumer'
        : among(foreign.storage, field)
          ? 'storage'
          : 'producer';
      return {name: field, vocabulary, data: among(needed, field) ? 'plain' : sensitivity(field)};
    }),
  };
  const names = {caller: producer, callee: reader, event: name};
  const design: Design = {names, event, needed: [], published: [], unknown: [], quotes: new Map()};
  const unsure =
    says === null
      ? [`What has happened? ${name} does not say so clearly. Take a verb in the past tense that tells what.`]
      : [];
  const shown = rules.flatMap((rule) => {
    const {flaw} = flawRules[rule](design);
    return flaw ? [`${flaw.because} ${flaw.repair}`] : [];
  });
  return [...unsure, ...shown];
}

function missing({says, fields}: AskedEvent, {name, fields: given}: NamedEvent): readonly string[] {
  const parts = nameParts(name).map(singular);
  const unsaid = says.filter(
    ({any}) => !any.some((word) => nameParts(word).every((part) => parts.includes(singular(part)))),
  );
  const absent = fields.filter(({any}) => !given.some((field) => among(any, field)));
  return [...unsaid, ...absent].map(({because}) => because);
}

/** Is the field one of these, however it is capitalised or joined: taskId, task_id, task-id? */
function among(names: readonly string[], field: string): boolean {
  return names.some((name) => joined(name) === joined(field));
}

const joined = (name: string) => nameParts(name).join('');
const singular = (word: string) => (word.length > 3 && !word.endsWith('ss') ? word.replace(/s$/, '') : word);
