import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {conversion} from '../../src/analysis/conversion.ts';
import {exercisesFolder, loadExercise} from '../../src/exercises/load-exercises.ts';
import {checkSkill} from '../../src/skill/check.ts';
import {builtInRubric} from '../../src/skill/load-rubric.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {editedData} from '../../src/topology/edit.ts';
import {readSource} from '../../src/topology/source.ts';
import {smallExercise} from './small-exercise.ts';
import {stepOf} from './step-of.ts';

const source = (id: string, file: string) => readSource(readFileSync(join(exercisesFolder, id, file), 'utf8'));
const analysed = (data: unknown) => {
  const {topology} = checkTopology(data, () => ({line: 1, column: 1}));
  const {operations, couplings, lag, blastRadius} = analysis(topology!, {rules: []});
  return {operations, couplings, lag, blastRadius};
};

describe.each([
  ['06-publish-the-fact', 'TaskCreated'],
  ['10-availability-business-case', 'OrderPlaced'],
])('the files of %s after the conversion', (id, event) => {
  it.each([
    ['after.topology.yaml', false],
    ['outbox.topology.yaml', true],
  ])('%s behaves as what convert makes of the scenario', (file, outbox) => {
    const {data, locate} = source(id, 'scenario.topology.yaml');
    const {topology} = checkTopology(data, locate);
    const calls = topology!.nodes.flatMap((node) => node.calls);
    const wish = {calls, event, broker: 'kafka', outbox, keep: false, convertNeeded: false};
    const converted = conversion(topology!, wish);
    if (!('edits' in converted)) throw new Error(converted.message);
    expect(analysed(source(id, file).data)).toEqual(analysed(editedData(data, converted.edits)));
  });

  it('is followed by a passage that fills its gap, by the check of skills', async () => {
    const {steps, solution} = await loadExercise(id);
    const step = steps.find((one) => one.kind === 'skill');
    const criterion = step?.criterion;
    const {criteria} = checkSkill(skillFromText(String(solution['your-passage'])), await builtInRubric());
    expect(criteria.filter(({met}) => met).map((one) => one.id)).toContain(criterion);
  });
});

it('06 asks about the fields that its event has', async () => {
  const step = stepOf(await loadExercise('06-publish-the-fact'), 'who-deploys')!;
  for (const file of ['after.topology.yaml', 'outbox.topology.yaml']) {
    const {data} = source('06-publish-the-fact', file);
    const {payload} = (data as {events: {TaskCreated: {payload: object}}}).events.TaskCreated;
    const told = /carries (.+?)\. /.exec(step.text)![1]!.split(/, | and /);
    expect(Object.keys(payload)).toEqual(told);
  }
});

describe('figures of an event', () => {
  const scenario = (handlers: number) => `version: 1
name: Shop
services:
  shop: {concurrency: 40, latency: 10ms, calls: [{to: stock, needsResult: true, timeout: 2s}, {to: mailer}]}
  stock: {latency: 200ms}
  mailer: {latency: 30ms}
brokers:
  log: {availability: 99.99%, latency: {p50: 4ms, p99: 20ms}, retention: 2d}
events:
  Bought: {producer: shop, via: log, outbox: true, consumers: {mailer: {handling: 100ms, handlers: ${handlers}}, stock: {}}}
operations:
  buy: {entry: shop, rate: 50/s, lossPerFailedRequest: 2}
`;
  const told = (query: string, handlers = 6) => {
    const change = [
      ['  busy: {product: [rate, total]}', `  busy: {product: [rate, total]}\n  asked: ${query}`],
      ['text: How long?', "text: 'How long? {asked}'"],
    ] as const;
    return stepOf(smallExercise(change, scenario(handlers)), 'wait')!.text;
  };

  // 6 handlers of 100 ms manage 60/s, 10/s more than arrive: 60 s x 50/s wait, gone after 3000 / 10 = 300 s.
  it.each([
    ['{event: Bought, consumer: mailer, figure: rate}', '50/s'],
    ['{event: Bought, consumer: mailer, figure: capacity}', '60/s'],
    ['{event: Bought, consumer: mailer, figure: backlogPerOutageMinute}', '3,000'],
    ['{event: Bought, consumer: mailer, figure: catchUpSecondsPerOutageMinute}', '5 min'],
    ['{broker: log, figure: availability}', '99.99 %'],
    ['{broker: log, figure: latencyMs}', '4 ms'],
    ['{broker: log, figure: retentionMs}', '2 days'],
    ['{operation: buy, figure: lossPerFailedRequest}', '2'],
  ])('%s is %s', (query, text) => {
    expect(told(query)).toBe(`How long? ${text}`);
  });

  it('a consumer that is just fast enough never catches up', () => {
    expect(told('{event: Bought, consumer: mailer, figure: catchUpSecondsPerOutageMinute}', 5)).toBe('How long? never');
  });

  it('what failed requests cost is their number times the loss of each', () => {
    const [cost, failed] = ['costPerYear', 'failedRequestsPerYear'].map((figure) =>
      Number(told(`{operation: buy, figure: ${figure}}`).replace(/[^\d]/g, '')),
    );
    expect(failed).toBeGreaterThan(0);
    expect(Math.abs(cost! - 2 * failed!)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['{event: Sold, consumer: mailer, figure: rate}', '"mailer" does not consume "Sold"'],
    ['{event: Bought, consumer: shop, figure: rate}', '"shop" does not consume "Bought"'],
    ['{event: Bought, consumer: stock, figure: catchUpSecondsPerOutageMinute}', 'of stock is not known'],
    ['{broker: queue, figure: availability}', 'there is no broker "queue"'],
  ])('%s is refused', (query, message) => {
    expect(() => told(query)).toThrow(message);
  });
});
