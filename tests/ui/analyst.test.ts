import {spawnSync} from 'node:child_process';
import {resolve} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {edited} from '../../src/topology/edited.ts';
import {analyst} from '../../src/ui/analyst.ts';
import {joined, partsOf} from '../../src/ui/analyst-parts.ts';
import {analysts} from '../../src/ui/analysts.ts';
import {type Day, workedDay} from '../../src/ui/day.ts';
import {workbench} from '../../src/ui/workbench.ts';
import {largeText, loadedFrom} from './large-system.ts';
import {sampleTopology} from './sample.ts';

const loaded = loadedFrom(largeText);
const one = analyst(loaded);
afterAll(() => one.end());
const wanted = () => new AbortController().signal;
const today: Day = {edits: [], down: []};
const slow: Day = {edits: [{path: ['services', 's20', 'latency'], value: '3s'}], down: ['s30']};

/** The same day, worked out here. */
const here = ({edits, down}: Day) => workedDay(edited(loaded, edits), down);
/** What crosses to another thread. */
const shown = ({figures, outcome}: Pick<ReturnType<typeof here>, 'figures' | 'outcome'>) => ({
  operations: Object.entries(figures.operations).map(([name, {...operation}]) => {
    const {load: _, ...rest} = operation as typeof operation & {readonly load?: unknown};
    return [name, rest];
  }),
  couplings: figures.couplings,
  lag: figures.lag,
  outcome,
});

describe('an analyst', () => {
  it.each([
    ['of the file', today],
    ['on which one service is slow and another does not answer', slow],
  ])('finds the same for a day %s as is found at once', async (_, day) => {
    const worked = await one.day(day, wanted());
    expect(shown(worked!)).toEqual(shown(here(day)));
    expect(worked!.topology.nodes).toEqual(here(day).topology.nodes);
  });

  it('gives what a workbench shows, as it shows it at once', async () => {
    const bench = workbench(loaded, () => one);
    const [first, second] = bench.calls;
    const choices = {converted: [first!.id], answers: {}, down: [second!.callee], slow: []};
    const [later, atOnce] = [await bench.ledgerLater!(choices, wanted()), bench.ledger(choices)];
    expect(later!.operations).toEqual(atOnce.operations);
    expect([...later!.couplings]).toEqual([...atOnce.couplings]);
    expect(later!.conversion!.worse).toEqual(atOnce.conversion!.worse);
    expect(later!.settings).toEqual(atOnce.settings);
  });

  it('leaves a day that nobody wants any more, and goes on with the next', async () => {
    const abort = new AbortController();
    const left = one.day({edits: [], down: ['s31']}, abort.signal);
    const next = one.day({edits: [], down: ['s32']}, wanted());
    abort.abort();
    await expect(left).resolves.toBeUndefined();
    expect((await next)!.outcome).toEqual(here({edits: [], down: ['s32']}).outcome);
  });

  it('says what the file cannot be, and works on', async () => {
    const impossible: Day = {edits: [{path: ['services', 's20', 'latency'], value: 'green'}], down: []};
    await expect(one.day(impossible, wanted())).rejects.toThrow(UserError);
    await expect(one.day(today, wanted())).resolves.toBeDefined();
  });

  it('answers what it was asked before its end, and tells whoever asks afterwards', async () => {
    const ended = analyst(loaded);
    const asked = ended.day(today, wanted());
    ended.end();
    await expect(asked).resolves.toBeDefined();
    await expect(ended.day(slow, wanted())).rejects.toThrow('the analyst has ended');
  });

  it('holds no process that has nothing else to do, whatever it is asked, and its thread ends with it', () => {
    const [own, system] = ['src/ui/analyst.ts', 'tests/ui/large-system.ts'].map((file) =>
      JSON.stringify(resolve(file)),
    );
    const script = `
      import {analyst} from ${own};
      import {largeText, loadedFrom} from ${system};
      let said = 'not answered';
      process.on('exit', () => console.log(said));
      analyst(loadedFrom(largeText)).day({edits: [], down: []}, new AbortController().signal).then(() => (said = 'answered'));
    `;
    const {status, stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', script], {encoding: 'utf8'});
    expect({status, stdout}).toEqual({status: 0, stdout: 'not answered\n'});
  });

  it('takes a day apart in pieces that make it again', () => {
    const day = here(slow);
    const parts = [...partsOf(day)];
    // 2 operations, 545 couplings by 200, and the rest.
    expect(parts.map(({kind}) => kind)).toEqual([
      'operation',
      'operation',
      'couplings',
      'couplings',
      'couplings',
      'rest',
    ]);
    expect(shown(joined(parts))).toEqual(shown(day));
  });
});

describe('the analysts', () => {
  it('are none for a system that is worked out between two keys, and one for the same large one', () => {
    const analystFor = analysts();
    expect(analystFor(loadedFrom(sampleTopology))).toBeUndefined();
    const [first, again] = [analystFor(loaded)!(), analystFor(loaded)!()];
    expect(again).toBe(first);
    expect(analystFor(loadedFrom(largeText))!()).toBe(first);
    const other = analystFor({...loaded, file: 'other.yaml'})!();
    expect(other).not.toBe(first);
    other.end();
  });
});
