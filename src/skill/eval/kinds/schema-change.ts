import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import {serviceNames} from './names.ts';
import {letters} from './words.ts';

type FieldType = 'int' | 'long' | 'string';
interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly hasDefault: boolean;
}
type Schema = readonly Field[];

/**
 * Can a reader with the schema `reader` read what was written with `writer`? Avro's schema resolution: a field that the
 * reader has and the writer has not needs a default, one that only the writer has is skipped, int is read as long and
 * never the other way round (https://avro.apache.org/docs/1.12.0/specification/#schema-resolution).
 */
export function canRead(reader: Schema, writer: Schema): boolean {
  return reader.every(({name, type, hasDefault}) => {
    const written = writer.find((field) => field.name === name);
    if (written === undefined) return hasDefault;
    return written.type === type || (written.type === 'int' && type === 'long');
  });
}

type Mode = 'BACKWARD' | 'FORWARD' | 'FULL';
type Verdict = 'refused' | 'consumers' | 'producers' | 'either';

/** Whether a registry takes the change under `mode`, and if so, who has to have the new schema first. */
export function judged(mode: Mode, old: Schema, next: Schema): Verdict {
  const [newReadsOld, oldReadsNew] = [canRead(next, old), canRead(old, next)];
  const taken = {BACKWARD: newReadsOld, FORWARD: oldReadsNew, FULL: newReadsOld && oldReadsNew}[mode];
  if (!taken) return 'refused';
  return newReadsOld && oldReadsNew ? 'either' : newReadsOld ? 'consumers' : 'producers';
}

const fields = ['note', 'region', 'weight', 'channel', 'grade', 'origin', 'budget'];

interface Change {
  readonly text: (field: string) => string;
  readonly old: Schema;
  readonly next: Schema;
}
const id: Field = {name: 'id', type: 'string', hasDefault: false};
const one = (type: FieldType, hasDefault: boolean, name = 'f'): Field => ({name, type, hasDefault});
const changes: readonly Change[] = [
  {text: (f) => `the field ${f} (string) is added, with a default`, old: [id], next: [id, one('string', true)]},
  {text: (f) => `the field ${f} (string) is added, without a default`, old: [id], next: [id, one('string', false)]},
  {
    text: (f) => `the field ${f} (string), which had a default, is taken away`,
    old: [id, one('string', true)],
    next: [id],
  },
  {
    text: (f) => `the field ${f} (string), which had no default, is taken away`,
    old: [id, one('string', false)],
    next: [id],
  },
  {
    text: (f) => `the field ${f}, without a default, becomes long where it was int`,
    old: [id, one('int', false)],
    next: [id, one('long', false)],
  },
  {
    text: (f) => `the field ${f}, without a default, becomes int where it was long`,
    old: [id, one('long', false)],
    next: [id, one('int', false)],
  },
  {
    text: (f) => `the field ${f} (string), without a default, is called ${f}_text from now on, without an alias`,
    old: [id, one('string', false)],
    next: [id, one('string', false, 'g')],
  },
];

/** Which changes of Avro schemas a registry takes, and who deploys first. */
export const schemaChange: Kind = {
  criterion: 'schema-evolution',
  about: /schema|compatib|\bavro\b|backward|forward|registry/i,
  draft: (random) => {
    const names = serviceNames(random, 3);
    const asked = names.map(() => ({
      mode: random.pick(['BACKWARD', 'FORWARD', 'FULL'] as const),
      change: random.pick(changes),
      field: random.pick(fields),
    }));
    const right = asked.map(({mode, change}) => judged(mode, change.old, change.next));
    // Under BACKWARD and FORWARD registries name one side that goes first, also where either would do.
    if (right.some((verdict, i) => verdict === 'either' && asked[i]!.mode !== 'FULL')) return undefined;
    if (new Set(right).size < 2) return undefined;
    const among: readonly Verdict[] = ['refused', 'consumers', 'producers', 'either'];
    const measures: Measures = Object.fromEntries(
      right.map((verdict, i) => [letters[i]!, {kind: 'word', right: verdict, among}]),
    );
    const slip = (name: string, answer: (i: number) => Verdict) => ({
      name,
      answer: Object.fromEntries(asked.map((_, i) => [letters[i]!, answer(i)])),
    });
    const other = {consumers: 'producers', producers: 'consumers', refused: 'refused', either: 'either'} as const;
    return {
      names,
      prompt: [
        asked
          .map(
            ({mode, change, field}, i) =>
              `${letters[i]}: The events of ${names[i]} are in Avro; the registry's compatibility for them is ${mode}. In the new version ${change.text(field)}.`,
          )
          .join('\n\n'),
        'Everything else in the schemas stays. For each: does the registry refuse the new version ("refused"), or who has to be deployed with it first, so that nobody ever meets a record that he cannot read: the "consumers", the "producers", or does the order not matter ("either")?',
      ].join('\n\n'),
      measures,
      slips: [
        slip('sides exchanged', (i) => other[right[i]!]),
        slip(
          'everything taken, by the mode',
          (i) => (({BACKWARD: 'consumers', FORWARD: 'producers', FULL: 'either'}) as const)[asked[i]!.mode],
        ),
        slip('everything refused', () => 'refused'),
        slip('producers always first', (i) => (right[i] === 'refused' ? 'refused' : 'producers')),
      ],
    };
  },
};
