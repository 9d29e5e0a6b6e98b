import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {judgeStep} from '../../src/exercises/judge.ts';
import {skillJudge} from '../../src/exercises/judge-skill.ts';
import {exercisesFolder} from '../../src/exercises/load-exercises.ts';
import {thresholds} from '../../src/skill/judge/thresholds.ts';
import {builtInRubric} from '../../src/skill/load-rubric.ts';
import {starterSkill} from '../../src/skill/starter.ts';
import {writtenExercise, writtenStep} from './written-steps.ts';

const exercise = writtenExercise();
const said = (id: string, answer: unknown) => judgeStep(exercise.steps.find((step) => step.id === id)!, answer);

describe('a step that is written freely', () => {
  it('takes whatever a file may hold, without failing, and gives the same judgement again', () => {
    fc.assert(
      fc.property(fc.anything({withNullPrototype: true}), (answer) => {
        for (const step of exercise.steps) {
          const judged = judgeStep(step, answer);
          expect(judged.because.length).toBeGreaterThan(0);
          expect(judgeStep(step, answer)).toEqual(judged);
        }
      }),
      {seed: 31, numRuns: 60},
    );
  });

  it('never passes on nothing, on noise, or on the example that it shows', () => {
    for (const step of exercise.steps) {
      for (const answer of [undefined, null, '', '{}', '[]', 42, 'x', {}]) {
        expect(judgeStep(step, answer).passed, `${step.id} ${String(answer)}`).toBe(false);
      }
    }
    const name = writtenStep('fact');
    expect(name.kind === 'name' && judgeStep(name, name.example.replace('Order', 'Task')).passed).toBe(false);
  });

  it('shows nothing of an answer that a terminal could obey', () => {
    const evil = '\u001b[2J';
    const answers = [
      `Order${evil}Placed: id`,
      `version: 1\nname: "${evil}"\nservices: {"${evil}": {}}`,
      `caller: ${evil}`,
      evil,
    ];
    for (const step of exercise.steps) {
      for (const answer of answers) expect(judgeStep(step, answer).because).not.toContain('\u001b');
    }
  });

  it('is quick on anything long', () => {
    for (const step of exercise.steps) {
      for (const answer of ['a:'.repeat(100_000), '['.repeat(100_000), 'Aa'.repeat(400_000)]) {
        expect(judgeStep(step, answer).passed).toBe(false);
      }
    }
  });
});

describe('the name of a fact', () => {
  it.each([
    'OrderPlaced: orderId, total',
    'order-placed: id',
    {name: 'OrderPlaced', fields: ['order_id']},
    {name: 'OrdersShipped', fields: 'orderId, total'},
  ])('%j is right', (answer) => {
    // 10 ms of own work, from the scenario of small-exercise.ts.
    expect(said('fact', answer)).toEqual({passed: true, because: 'The fact took 10 ms.'});
  });

  // What each has to be told, by the critic's own rules or by the step.
  it.each([
    ['SendOrderMail: orderId', /SendOrderMail tells its receiver what to do/],
    ['OrderPlacedNeeded: orderId', /tells its receiver what to do/],
    ['DataUpdated: orderId', /do not tell what happened/],
    ['OrderRequested: orderId', /What has happened\? OrderRequested does not say so clearly/],
    ['CustomerPlaced: orderId', /^It is about an order\. The shop works 10 ms\.$/],
    ['OrderCancelled: orderId', /^Nothing was placed\.$/],
    ['OrderPlaced', /^Which order\?$/],
    ['OrderPlaced: total', /^Which order\?$/],
    ['OrderPlaced: orderId, mailTemplate', /mean something to one consumer only.*mailTemplate/],
    ['OrderPlaced: orderId, row_id', /your tables.*row_id/],
    ['OrderPlaced: orderId, email', /OrderPlaced carries email \(personal\)/],
    ['OrderPlaced: orderId, password', /password \(secret\)/],
    ['A: b: c', /more than one colon/],
    [': orderId', /There is no name/],
    [{name: 'OrderPlaced', fields: [1]}, /Write the name, a colon and the fields/],
    [`OrderPlaced: ${'x,'.repeat(60)}`, /More than 50 fields/],
    [`${'Order'.repeat(30)}Placed: id`, /too long for a name/],
  ])('%j gets its reason', (answer, because) => {
    const judged = said('fact', answer);
    expect(judged.passed).toBe(false);
    expect(judged.because).toMatch(because);
  });

  it('names every mistake at once', () => {
    const {because} = said('fact', 'SendOrder: mailTemplate');
    expect(because).toMatch(/what to do[\s\S]*one consumer[\s\S]*Nothing was placed\.[\s\S]*Which order\?/);
  });
});

const small = `version: 1
name: Mine
services:
  a: {latency: 10ms, calls: [{to: b, needsResult: false}, {to: c}]}
  b: {latency: 100ms}
  c: {}
operations: {look: {entry: a}}
`;

describe('a described system', () => {
  it('is right with its couplings in computed numbers, and its open questions', () => {
    const {passed, because} = said('system', small);
    expect(passed).toBe(true);
    // 10 ms + 100 ms + what c, one of three, does not say; three services of 99.9 % in a row: 99.7003 %, 26.25 h.
    expect(because).toContain(
      '- look: answers in at least 110 ms (1 of 3 parts state none), available 99.7003 %, down 26.25 h a year',
    );
    expect(because).toContain('- a -> b: 100 ms of waiting');
    expect(because).toContain('the caller need not wait');
    expect(because).toContain('- a -> c: waiting for c, whose time is not said');
    expect(because).toContain('One question is still open.');
  });

  it('may be written as YAML inside of YAML, without a bar', () => {
    const data = {
      version: 1,
      name: 'M',
      services: {a: {latency: '1ms', calls: [{to: 'b', needsResult: true}]}, b: {}},
      operations: {x: {entry: 'a'}},
    };
    expect(said('system', data).passed).toBe(true);
    expect(said('system', data)).toEqual(said('system', JSON.stringify(data)));
  });

  it.each([
    [
      'c: {}',
      'd: {}',
      /^The description does not hold together yet\.\n\n- Line 4, column \d+: .*there is no service "c"/,
    ],
    ['version: 1', 'version: 2', /Line 1, column 10: version: must be 1/],
    ['latency: 10ms', 'latency: soon', /Line 4, column 16: services\.a\.latency/],
    ['needsResult: false', 'purpose: none', /^Answer one\.$/],
    ['operations: {look: {entry: a}}', '', /^What for\?$/],
  ])('%s -> %s is told what is missing', (from, to, because) => {
    const judged = said('system', small.replace(from, to));
    expect(judged.passed).toBe(false);
    expect(judged.because).toMatch(because);
  });

  it('of one service without figures is told everything that is missing', () => {
    const because = 'Two services.\n\nAnswer one.\n\nWhat for?\n\nHow long?\n\nA call.';
    expect(said('system', 'version: 1\nname: M\nservices: {a: {}}\n')).toEqual({passed: false, because});
  });

  it('of thousands of services is told to be smaller, and not computed', () => {
    const services = Array.from({length: 2001}, (_, i) => `  s${i}: {}`).join('\n');
    expect(said('system', `version: 1\nname: M\nservices:\n${services}\n`).because).toMatch(/More than 2,000 services/);
  });
});

const mail = `caller: shop
callee: mailer
proposedEvent: {name: OrderPlaced}
facts:
  effects: [{what: send the mail, result: RESULT, waiting: nobody, refusal: none, invariant: none}]
`;

describe('a proposal', () => {
  // The verdicts follow from the answers: ignored by nobody who waits is no need, shown is one (design of the critic).
  it.each([
    ['ignored', 'convert: an event fits'],
    ['shown', 'keep-sync: the caller needs the answer'],
  ])('whose result is %s is right, with the verdict', (result, verdict) => {
    const judged = said('proposal', mail.replace('RESULT', result));
    expect(judged.passed).toBe(true);
    expect(judged.because).toContain(verdict);
  });

  it('that is undecided, or names no event, is told so with the questions', () => {
    const undecided = said('proposal', 'caller: shop\ncallee: mailer\nproposedEvent: {name: OrderPlaced}\n');
    expect(undecided.passed).toBe(false);
    expect(undecided.because).toMatch(/^Undecided\.\n\nThe critic says undecided[\s\S]*- It asks: /);
    const unnamed = said('proposal', mail.replace('RESULT', 'ignored').replace(/proposedEvent.*\n/, ''));
    expect(unnamed).toMatchObject({passed: false});
    expect(unnamed.because).toMatch(/^Which event\?/);
  });

  it.each([
    ['caller: shop', /Line 1, column 1: callee/],
    ['caller: [', /Line/],
    [`- {caller: a, callee: b}\n- {caller: c, callee: d}`, /^One proposal is asked for/],
  ])('%j is told what is wrong with it', (text, because) => {
    expect(said('proposal', text).passed).toBe(false);
    expect(said('proposal', text).because).toMatch(because);
  });
});

const passage =
  'Keep a login synchronous: the caller cannot go on without the answer. Leave a payment authorisation as a call, because a refusal changes what the user does next.';

describe('a passage for a skill', () => {
  it('is right where the check finds its evidence, and quotes it', () => {
    const {passed, because} = said('passage', passage);
    expect(passed).toBe(true);
    expect(because).toMatch(/^The check finds it, on line 1: ".*"\n\nWell written\.$/);
  });

  it('may be a whole SKILL.md, in which the line is told', () => {
    const whole = `${starterSkill('kafka-events')}\n## When to keep a call\n\n${passage}\n`;
    const line = whole.split('\n').indexOf(passage) + 1;
    expect(said('passage', whole).because).toContain(`on line ${line}`);
  });

  it.each([
    ['the starter, which does not say it', starterSkill('kafka-events')],
    ['a heading alone', '# When not to use events'],
    ['a list of keywords', 'login, payment, query, synchronous, because'],
    [
      "the rubric's own sentence",
      'Names cases such as authentication, payment authorisation or a live query, says that they stay synchronous, and gives the reason.',
    ],
    ['the opposite', 'Use events everywhere. Everything becomes an event, logins and payments too.'],
  ])('is not %s', (_, text) => {
    const {passed, because} = said('passage', text);
    expect(passed).toBe(false);
    expect(because).toMatch(/^The check finds nothing on "When not to use events" in this yet\./);
  });
});

describe('a passage of which the check is not sure', async () => {
  const rubric = await builtInRubric();
  const id = 'when-not-to-use-events';
  // Between the least score that meets a criterion and the least that may.
  const score = (thresholds.met.states + thresholds.unsure.states) / 2;
  const learned = {
    criteria: [id],
    known: () => Int32Array.of(0),
    order: () => 1,
    score: () => ({states: Float64Array.of(score), about: Float64Array.of(1)}),
  };
  const judged = skillJudge(id, {...rubric, learned}, 'Well written.');

  it('is quoted and left to the learner; it counts as not yet', () => {
    const {passed, because} = judged(passage);
    expect(passed).toBe(false);
    const [says, looksFor, decides] = because.split('\n\n');
    expect(says).toMatch(/^The check is not sure\. This may say what "When not to use events" asks for: "Keep a login/);
    expect(looksFor).toBe(`What it looks for: ${rubric.criteria.find((one) => one.id === id)!.evidence}`);
    expect(decides).toMatch(/counts as not yet, and you decide: say it once more, more plainly; or keep it/);
    expect(because).not.toMatch(/finds nothing|Well written/);
  });
});

describe('a manifest with written steps is refused', () => {
  it.each([
    ['criterion: when-not-to-use-events', 'criterion: no-such-thing', /the rubric has no criterion "no-such-thing"/],
    ['The fact took {own}', 'The fact took {owned}', /there is no figure "owned"/],
    ['because: Two services.', 'because: "{nothing}"', /there is no figure "nothing"/],
    ['count: services', 'count: engineers', /requires\.0\.count/],
    ['verdict: [convert', 'verdict: [perfect', /requires\.0/],
  ])('%s -> %s', (from, to, message) => {
    expect(() => writtenExercise([[from, to]])).toThrow(message);
  });
});

it('exercise 11 shows the starter as "skill init" writes it', () => {
  const readme = readFileSync(join(exercisesFolder, '11-reflect-on-your-skill/README.md'), 'utf8');
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  const body = starterSkill('kafka-events').split('---\n').at(-1)!;
  const shown = words(
    readme
      .split('\n')
      .filter((line) => line.startsWith('    '))
      .join('\n'),
  );
  for (const paragraph of body.split('\n\n').filter((part) => !part.trim().startsWith('#'))) {
    expect(shown).toContain(words(paragraph));
  }
});
