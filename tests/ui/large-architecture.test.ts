import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {
  type ArchitectureEvent,
  type ArchitectureState,
  architecture,
  architectureBefore,
  isBehind,
} from '../../src/ui/architecture-state.ts';
import {type Ledger, workbench} from '../../src/ui/workbench.ts';
import {layeredSystem} from '../bench/layered-system.ts';
import {expectRestored, newFolder, runProgram} from './built-program.ts';
import {largeText, loadedFrom} from './large-system.ts';
import {openApp, sampleFolder} from './sample.ts';

const never = () => new Promise<Ledger | undefined>(() => {});
const bench = {...workbench(loadedFrom(largeText)), ledgerLater: never};
const stateAfter = (...events: readonly ArchitectureEvent[]): ArchitectureState =>
  [{kind: 'opened', bench, message: undefined} as const, ...events].reduce(architecture, architectureBefore);
const convert = {kind: 'convert'} as const;
const workedOut = ({wanted}: ArchitectureState): ArchitectureEvent => ({
  kind: 'worked-out',
  of: wanted,
  ledger: bench.ledger(wanted),
});

describe('the figures of a large system', () => {
  it('come after the choice, which is made at once', () => {
    const chosen = stateAfter(convert);
    expect(chosen.converted).toHaveLength(1);
    expect(isBehind(chosen)).toBe(true);
    const there = architecture(chosen, workedOut(chosen));
    expect(isBehind(there)).toBe(false);
    expect(there.ledger?.conversion?.conversions).toHaveLength(1);
  });

  it('are dropped where they are of choices before', () => {
    const first = stateAfter();
    const chosen = architecture(first, convert);
    expect(architecture(chosen, workedOut(first))).toBe(chosen);
    expect(architecture(chosen, {kind: 'not-taken', of: first.wanted, message: {kind: 'error', text: 'no'}})).toBe(
      chosen,
    );
  });

  it('stay where a move, a search or an answer about a call that stays changes none of them', () => {
    const there = architecture(stateAfter(), workedOut(stateAfter()));
    const moved = [
      {kind: 'move', move: 'down'},
      {kind: 'search'},
      {kind: 'end-search'},
      {kind: 'answer', needsResult: true},
    ] as const satisfies readonly ArchitectureEvent[];
    for (const event of moved) expect(isBehind(architecture(there, event))).toBe(false);
    const converted = architecture(there, convert);
    const known = architecture(converted, workedOut(converted));
    expect(isBehind(architecture(known, {kind: 'answer', needsResult: false}))).toBe(true);
  });

  it('take back what the file cannot be, and say why', () => {
    const there = architecture(stateAfter(), workedOut(stateAfter()));
    const chosen = architecture(there, {kind: 'toggle-slow'});
    const message = {kind: 'error', text: 'that is too slow'} as const;
    expect(architecture(chosen, {kind: 'not-taken', of: chosen.wanted, message})).toMatchObject({slow: [], message});
  });
});

/** A folder with the large system. */
function largeFolder(folder: string): string {
  writeFileSync(join(folder, 'topology.yaml'), largeText);
  return folder;
}

describe('a large system on screen', () => {
  it('shows its calls and the marks of what is chosen before the figures, then those', async () => {
    const app = openApp({screen: 'architecture'}, {folder: largeFolder(sampleFolder())});
    await app.until(/> \[call\] {2}s0 -> s11/);
    app.type(' ');
    await app.until(/> \[event\] s0 -> s11 +event OpCompleted/);
    app.type('d');
    const shown = await app.until(/Bad day: s11 does not answer\. /);
    expect(shown).not.toMatch(/[Ww]orking/);
    await app.close();
  });

  it('says that figures are worked out, acts on nothing of before, and takes keys meanwhile', async () => {
    const app = openApp(
      {screen: 'architecture'},
      {
        folder: largeFolder(sampleFolder()),
        services: (services) => ({
          ...services,
          openTopology: async (file) => {
            const {bench: opened, note} = await services.openTopology(file);
            return {bench: {...opened, ledgerLater: never}, note};
          },
        }),
      },
    );
    const shown = await app.until(/Working out the figures \.\.\./);
    expect(shown).toMatch(/working out, needed: \?/);
    app.type('jn');
    await app.until(/> \[call\] .*working out, needed: no/);
    app.type('g');
    await app.until(/press g once they are there/);
    app.type('\r');
    await app.until(/Working out what it costs/);
    await app.close();
  });

  it('has figures in its critiques', async () => {
    const app = openApp({screen: 'architecture'}, {folder: largeFolder(sampleFolder()), rows: 40});
    await app.until(/> \[call\] {2}s0 -> s11/);
    app.type('c');
    await app.until(/In figures[\s\S]*op[\s\S]*available/);
    await app.close();
  });
});

describe('the built program with a large system', () => {
  it('works its figures out, and holds nobody who leaves while it does', async () => {
    const program = runProgram({folder: largeFolder(newFolder())});
    await program.until(/An architecture/);
    program.type('3');
    await program.until(/^ op +[\d.]+ % /m);
    program.type(' ');
    await program.until(/event OpCompleted/);
    program.type('dq');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
  });

  it.each([
    ['q', 0],
    ['\u0003', 130],
  ])(
    'ends on the key %j with %i while the first figures of a file are worked out, which would take long',
    async (key, code) => {
      const folder = newFolder();
      writeFileSync(join(folder, 'topology.yaml'), layeredSystem({size: 1900, operations: 40, broker: true}));
      const program = runProgram({folder});
      await program.until(/An architecture/);
      program.type('3');
      await program.until(/Working out the figures/);
      program.type(key);
      await expect(program.ended).resolves.toEqual({code, signal: undefined});
      await expectRestored(program);
    },
  );
});
