import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import {serviceNames} from './names.ts';
import {letters} from './words.ts';

type Step = 'save' | 'save-with-row' | 'publish' | 'mark';
/** What is left when everything that goes on by itself has gone on. */
type Outcome = 'nothing' | 'lost' | 'phantom' | 'once' | 'twice';

const telling: Readonly<Record<Step, string>> = {
  save: 'saves the record in its database and commits',
  'save-with-row': 'saves the record and a row for the message in one database transaction and commits',
  publish: 'publishes the message and gets the confirmation',
  mark: 'marks the row as sent and commits',
};
/** The ways to save and publish. From the second step on, one with a row is done by a job that takes up unmarked rows. */
const designs: readonly (readonly Step[])[] = [
  ['save', 'publish'],
  ['publish', 'save'],
  ['save-with-row', 'publish', 'mark'],
  ['save-with-row', 'mark', 'publish'],
];

/**
 * What a crash after `done` steps leaves, played through: a design with a row has a job that starts again and takes up
 * rows without a mark; one without starts nothing anew.
 */
export function outcomeOf(design: readonly Step[], done: number): Outcome {
  const steps = design.slice(0, done);
  const saved = steps.includes('save') || steps.includes('save-with-row');
  let published = steps.filter((step) => step === 'publish').length;
  const takenUp = steps.includes('save-with-row') && !steps.includes('mark');
  if (takenUp) published += 1;
  if (!saved) return published > 0 ? 'phantom' : 'nothing';
  return published === 0 ? 'lost' : published === 1 ? 'once' : 'twice';
}

/** What crashes leave in four services that save a record and publish a message about it. */
export const crashPoints: Kind = {
  criterion: 'dual-write-and-outbox',
  about: /outbox|dual write|two steps|crash|change data capture|\bcdc\b|relay|publish fails/i,
  draft: (random) => {
    const names = serviceNames(random, 4);
    const all = designs.flatMap((design) => Array.from({length: design.length + 1}, (_, done) => ({design, done})));
    const asked = random.some(all, 4);
    const right = asked.map(({design, done}) => outcomeOf(design, done));
    if (new Set(right).size < 3) return undefined;
    const among: readonly Outcome[] = ['nothing', 'lost', 'phantom', 'once', 'twice'];
    const measures: Measures = Object.fromEntries(
      right.map((one, i) => [letters[i]!, {kind: 'word', right: one, among}]),
    );
    const slip = (name: string, answer: (i: number) => Outcome) => ({
      name,
      answer: Object.fromEntries(asked.map((_, i) => [letters[i]!, answer(i)])),
    });
    const story = ({design, done}: (typeof asked)[number], i: number) => {
      const withRow = design[0] === 'save-with-row';
      const steps = design.map((step, at) => `(${at + 1}) ${withRow && at === 1 ? 'a job then ' : ''}${telling[step]}`);
      const job = withRow ? ' The job is started again and takes up every row that is not marked.' : '';
      return `${letters[i]}: ${names[i]}: ${steps.join('; ')}. The process dies ${done === 0 ? 'before step 1' : `right after step ${done}`}.${job} Nobody sends the request again.`;
    };
    return {
      names,
      prompt: [
        asked.map(story).join('\n\n'),
        'Nothing else fails, and readers do not look for repeats. What is there in the end: neither record nor message ("nothing"), a record whose message never comes ("lost"), a message whose record does not exist ("phantom"), a record and its message once ("once"), or a record and its message more than once ("twice")?',
      ].join('\n\n'),
      measures,
      slips: [
        slip('nothing ever goes wrong', () => 'once'),
        slip('a row means exactly once', (i) =>
          asked[i]!.design[0] === 'save-with-row' && asked[i]!.done > 0 ? 'once' : right[i]!,
        ),
        slip('publishing never fails', (i) => (right[i] === 'lost' ? 'once' : right[i]!)),
        slip('a job does not start again', (i) => {
          const steps = asked[i]!.design.slice(0, asked[i]!.done);
          return steps.includes('publish') ? 'once' : steps.length === 0 ? 'nothing' : 'lost';
        }),
      ],
    };
  },
};
