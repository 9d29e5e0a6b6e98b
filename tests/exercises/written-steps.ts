import {localCritique} from '../../src/critique/local-critique.ts';
import type {Exercise, ExerciseStep} from '../../src/exercises/exercise.ts';
import {parseManifest} from '../../src/exercises/parse-manifest.ts';
import {preparedExercise} from '../../src/exercises/prepare.ts';
import {builtInRubric} from '../../src/skill/load-rubric.ts';
import {readme, scenario} from './small-exercise.ts';
import {stepOf} from './step-of.ts';

/** The steps whose answers are written freely, one of each kind, on the shop of small-exercise.ts. */
const manifest = `title: Written
goal: Write.
minutes: 5
figures:
  own: {operation: buy, figure: latency.aloneMs}
steps:
  - kind: name
    id: fact
    title: A fact
    text: What happened?
    producer: shop
    reader: mailer
    says:
      - {any: [order], because: 'It is about an order. The shop works {own}.'}
      - {any: [placed, shipped], because: Nothing was placed.}
    fields: [{any: [orderId, id], because: Which order?}]
    foreign: {consumer: [mailTemplate], storage: [rowId]}
    conclusion: The fact took {own}.
  - kind: describe
    id: system
    title: A system
    text: Describe it.
    requires:
      - {count: services, atLeast: 2, because: Two services.}
      - {count: answered-calls, atLeast: 1, because: Answer one.}
      - {count: operations, atLeast: 1, because: What for?}
      - {count: timed-services, atLeast: 1, because: How long?}
      - {count: calls, atLeast: 1, because: A call.}
  - kind: propose
    id: proposal
    title: A proposal
    text: Propose.
    requires:
      - {verdict: [convert, keep-sync, split, needs-work], because: Undecided.}
      - {says: event, because: Which event?}
  - {kind: skill, id: passage, title: A passage, text: Write., criterion: when-not-to-use-events, conclusion: Well written.}
`;

const rubric = await builtInRubric();

/** The exercise that these steps make; `change` replaces parts of the manifest's text. */
export function writtenExercise(change: readonly (readonly [string, string])[] = []): Exercise {
  let text = manifest;
  for (const [from, to] of change) {
    if (!text.includes(from)) throw new Error(`the manifest has no ${from}`);
    text = text.replace(from, to);
  }
  const parsed = parseManifest(text);
  if (!parsed.manifest) throw new Error(parsed.problems[0]!.message);
  const scenarios = new Map([['scenario.topology.yaml', scenario]]);
  const means = {critique: (given: Parameters<typeof localCritique>[0]) => localCritique(given), rubric};
  return preparedExercise({id: '98-written', manifest: parsed.manifest, readme, scenarios, solution: {}, means});
}

export const writtenStep = (id: string): ExerciseStep => stepOf(writtenExercise(), id)!;
