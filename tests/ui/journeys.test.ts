import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {exerciseIds, loadExercise} from '../../src/exercises/load-exercises.ts';
import {enterKey as enter, keysFor} from './answer-keys.ts';
import {expectRestored, newFolder, root, runProgram} from './built-program.ts';
import {sampleTopology} from './sample.ts';

describe('the built program', () => {
  it('takes a learner from home through the first exercise to its end, and knows it the next time', async () => {
    const [id] = await exerciseIds();
    const {title, steps, solution} = await loadExercise(id!);
    const program = runProgram();
    await program.until(new RegExp(`> 1 Start exercise 01: ${title}`));
    program.type(enter);
    for (const [i, step] of steps.entries()) {
      await program.until(new RegExp(`step ${i + 1} of ${steps.length}`));
      program.type(keysFor(step, solution[step.id]));
      if (step.kind !== 'read') await program.until(/^ (Right|Kept)\.$/m);
      program.type(enter);
    }
    await program.until(/Exercise done/);
    program.type('q');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
    await expectRestored(program);
    const asked = steps.filter(({kind}) => kind !== 'read').length;
    expect(await program.text()).toContain(`Saved ${asked} answers. Your workspace: `);
    const {exercises} = JSON.parse(readFileSync(join(program.folder, '.eventcoach/progress.json'), 'utf8'));
    expect(exercises[id!].status).toBe('done');

    const again = runProgram({folder: program.folder, args: ['exercise', 'run', '01']});
    await again.until(/step/);
    again.type('\u0003');
    await expect(again.ended).resolves.toEqual({code: 130, signal: undefined});
    await expectRestored(again);
  });

  it("opens the folder's topology, converts a call and shows the figures on both sides", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'shop.topology.yaml'), sampleTopology);
    const program = runProgram({folder});
    await program.until(/An architecture/);
    program.type('3');
    await program.until(/99\.501 %/);
    program.type(' ');
    await program.until(/99\.501 % -> 99\.5906 %.*2\.61 s -> 615 ms/);
    await program.until(/Same as: eventcoach convert shop\.topology\.yaml --call task-api:notification/);
    program.type('q');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
  });

  it('takes a call through its critique; killed at any question, it goes on with every answer that it said was kept', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'shop.topology.yaml'), sampleTopology);
    const steps = [
      {asks: /What happens when task-api calls audit/, keys: `write the entry${enter}`},
      {asks: /What does task-api do with audit's answer/, keys: enter},
      {asks: /Who cannot go on/, keys: enter},
      {asks: /for a business reason/, keys: enter},
      {asks: /Which rule must hold/, keys: `none${enter}`},
    ];
    for (const [i, {asks, keys}] of steps.entries()) {
      const program = runProgram({folder});
      await program.until(/4 Critiques/);
      program.type('3');
      await program.until(/> \[call\] {2}task-api -> notification/);
      program.type('j');
      await program.until(/> \[call\] {2}task-api -> audit/);
      program.type('c');
      await program.until(asks);
      program.type(keys);
      await program.until(i === steps.length - 1 ? /Kept: undecided -> convert/ : /Kept: still undecided/);
      process.kill(program.pid, 'SIGKILL');
      await program.ended;
    }
    const last = runProgram({folder});
    await last.until(/4 Critiques/);
    last.type('4');
    await last.until(/> task-api -> audit +convert/);
    last.type(enter);
    await last.until(/convert: an event fits/);
    last.type('a');
    await last.until(/Press a again/);
    last.type('a');
    await last.until(/Written to shop\.topology\.yaml/);
    last.type('q');
    await expect(last.ended).resolves.toEqual({code: 0, signal: undefined});
    expect(readFileSync(join(folder, 'shop.topology.yaml'), 'utf8')).toContain(
      '{to: audit, timeout: 30s, needsResult: false, critique: task-api-audit}',
    );
    // The command line takes the file as it is, and says the same.
    const file = '.eventcoach/critiques/task-api-audit.proposal.yaml';
    const command = runProgram({folder, args: ['critique', file, '--topology', 'shop.topology.yaml']});
    await expect(command.ended).resolves.toEqual({code: 0, signal: undefined});
    expect(command.output()).toContain('convert: an event fits');
  });

  it('describes a system; killed at any moment, it goes on with every line that was on the screen; then a call of it becomes an event', {
    timeout: 60_000,
  }, async () => {
    const folder = newFolder();
    const file = join(folder, 'my-system.topology.yaml');
    const answers = join(folder, 'answers.yaml');
    const before =
      'who-waits: {seats: wait, payment: wait, mailer: later, loyalty: unknown}\nwithout-waiting: 540 ms\n';
    writeFileSync(answers, before);
    // The place that is kept is the first step that is open.
    await runProgram({folder, args: ['exercise', 'check', '08', '--answers', answers, '--save']}).ended;
    const steps = [
      {opens: enter, asks: /Service: calls: ▏/, keys: [`shop 50ms: payment, mail${enter}`], shows: /-> mail/},
      {
        opens: enter,
        asks: /Does shop need to wait for payment/,
        keys: ['w', `order 20/s${enter}`],
        shows: /users: order/,
      },
      {opens: enter, asks: /Does shop need to wait for payment/, keys: ['y'], shows: /-> payment {3}result: needed/},
      {opens: 'e', asks: /Does shop need to wait for mail/, keys: ['n'], shows: /-> mail {3}result: not needed/},
    ];
    for (const {opens, asks, keys, shows} of steps) {
      const program = runProgram({folder, args: ['exercise', 'run', '08']});
      await program.until(opens === 'e' ? /change it/ : /write the answer|try again/);
      program.type(opens);
      await program.until(asks);
      for (const key of keys) program.type(key);
      await program.until(shows);
      process.kill(program.pid, 'SIGKILL');
      await program.ended;
    }
    const last = runProgram({folder, args: ['exercise', 'run', '08']});
    await last.until(/change it/);
    last.type('e');
    await last.until(/-> mail {3}result: not needed/);
    last.type(enter);
    await last.until(/shop -> mail/);
    last.type('q');
    await expect(last.ended).resolves.toEqual({code: 0, signal: undefined});
    const kept = JSON.parse(readFileSync(join(folder, '.eventcoach/answers/08-your-architecture.json'), 'utf8'));
    expect(kept.content['your-system']).toBe(readFileSync(file, 'utf8'));

    // What a description does not ask for is added by hand, as the screen says.
    appendFileSync(file, 'brokers: {kafka: {availability: 99.99%, latency: 5ms}}\n');
    const converted = runProgram({folder});
    await converted.until(/3 An architecture/);
    converted.type('3');
    await converted.until(/> \[call\] {2}shop -> payment/);
    converted.type('j ');
    await converted.until(
      /\[event\] shop -> mail[\s\S]*Same as: eventcoach convert my-system\.topology\.yaml --call shop:mail/,
    );
    converted.type('q');
    await expect(converted.ended).resolves.toEqual({code: 0, signal: undefined});
  });

  it('restores the terminal when it breaks, and says that the fault is ours', async () => {
    const folder = newFolder();
    const copy = join(folder, 'program');
    mkdirSync(copy);
    // What Node keeps there of other runs comes and goes meanwhile.
    const filter = (source: string) => !source.includes('.compiled');
    cpSync(join(root, 'dist'), join(copy, 'dist'), {recursive: true, filter});
    for (const name of ['package.json', 'exercises', 'skills']) symlinkSync(join(root, name), join(copy, name));
    const chunk = readdirSync(join(copy, 'dist')).find((name) => name.startsWith('workbench-'));
    rmSync(join(copy, 'dist', chunk!));
    const program = runProgram({folder, program: join(copy, 'dist/cli.js')});
    await program.until(/An architecture/);
    program.type('3');
    await expect(program.ended).resolves.toEqual({code: 70, signal: undefined});
    await expectRestored(program);
    expect(await program.text()).toContain('This is a bug in eventcoach');
  });

  it('sends colours, and none with NO_COLOR or --no-color', async () => {
    const styles = async (given: Parameters<typeof runProgram>[0]) => {
      const program = runProgram(given);
      await program.until(/Start exercise/);
      program.type('q');
      await program.ended;
      return program.output().match(/\u001b\[[\d;]*m/g)?.length ?? 0;
    };
    expect(await styles({})).toBeGreaterThan(0);
    expect(await styles({env: {NO_COLOR: '1'}})).toBe(0);
    expect(await styles({args: ['--no-color']})).toBe(0);
  });
});
