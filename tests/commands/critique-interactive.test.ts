import {chmodSync, chownSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, describe, expect, it} from 'vitest';
import {main} from '../../src/main.ts';
import {free} from '../critique/proposals.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');
const factsIn = (name: string) => read(name).split('facts:')[1];

const mail = `# ours
id: mail
caller: shop
callee: mailer
facts:
  effects:
    - what: send the mail   # one
`;
const convertible = ['1', '1', '1', 'none'];

/** Pipes lines into `critique --interactive`. */
const piped = (file: string, lines: readonly string[], ...more: readonly string[]) =>
  here.type(['critique', file, '--interactive', ...more], {input: lines.map((line) => `${line}\n`).join('')});

/**
 * Types lines at a terminal that is none, each when the question before is on screen. `before` runs before a line by its
 * place.
 */
async function typeAt(
  args: readonly string[],
  lines: readonly string[],
  before: Readonly<Record<number, () => void>> = {},
  abort = new AbortController(),
) {
  const stdin = Object.assign(new PassThrough(), {isTTY: true});
  let [out, err, typed] = ['', '', 0];
  const code = await main(['critique', ...args, '--interactive'], {
    env: {NO_COLOR: '1'},
    cwd: here.cwd,
    stdin,
    stdout: {write: (text: string) => (out += text), isTTY: true, columns: 80},
    stderr: {
      isTTY: true,
      write: (text: string) => {
        err += text;
        if (!text.endsWith('> ')) return;
        // As a terminal shows the line that is typed.
        err += `${lines[typed] ?? ''}\n`;
        before[typed]?.();
        const line = lines[typed];
        typed += 1;
        if (line === undefined) stdin.end();
        else stdin.write(`${line}\n`);
      },
    },
    signal: abort.signal,
    now: () => new Date(0),
  });
  return {code, out, err, stdin};
}

/** Runs `work` without the rights of the superuser, to whom nothing is read-only, as the owner of these paths. */
async function asOrdinaryUser<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  for (const path of paths) chownSync(path, 65_534, 65_534);
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('eventcoach critique --interactive', () => {
  it('asks one question at a time and writes each answer before the next', async () => {
    const file = here.file('one.yaml', mail);
    const seen: string[] = [];
    const look = () => seen.push(read(file).slice(mail.length));
    const {code, out, err, stdin} = await typeAt([file], [...convertible, 'q'], {
      0: look,
      1: look,
      2: look,
      3: look,
      4: look,
    });
    expect(code).toBe(0);
    const said = ['result: ignored', 'waiting: nobody', 'refusal: none', 'invariant: none'].map(
      (line) => `      ${line}\n`,
    );
    expect(seen).toEqual(said.map((_, i) => said.slice(0, i).join('')).concat(said.join('')));
    expect(read(file)).toBe(mail + said.join(''));
    expect(err).toMatch(/^\nmail: shop -> mailer\nNow undecided: .*\n\nWhat does shop do with mailer's answer about/);
    expect(err).toMatch(/Kept: still undecided\.\n[\s\S]*Kept: undecided -> convert: an event fits\.\n/);
    expect(err).toContain('4 answers are in one.yaml, under "facts".');
    expect(out).toMatch(/^convert: an event fits \(likely\) {2}mail\n/);
    expect(out).not.toContain('Kept');
    // Nothing reads on, so that the process can end.
    expect(stdin.listenerCount('data') + stdin.listenerCount('keypress')).toBe(0);
  });

  it('shows the verdict beside each choice, and stops when it is known', async () => {
    const file = here.file('stop.yaml', mail);
    const {code, out, err} = await piped(file, ['6', '3']);
    expect(code).toBe(0);
    expect(err).toMatch(
      / 1 {2}nothing, or it only logs it +still undecided\n[\s\S]* 6 {2}decides by it [\w ]+ -> keep-sync\n/,
    );
    expect(err).toMatch(/Settled: keep-sync: it stays a call\.\n\n2 answers are in/);
    expect(err.match(/\] > /g)).toHaveLength(2);
    expect(out).toMatch(/^keep-sync: it stays a call {2}mail\n/);
  });

  it('takes lines through a pipe, and the same lines give the same bytes', async () => {
    const file = here.file('pipe.yaml', mail);
    const once = await piped(file, [...convertible, '4', 'n']);
    const kept = read(file);
    here.file('pipe.yaml', mail);
    expect(await piped(file, [...convertible, '4', 'n'])).toEqual(once);
    expect(read(file)).toBe(kept);
    expect(once.err).toMatch(/convert -> needs-work.*\n[\s\S]*more answers could show flaws.*\[y\/N\] > /);
    expect(once.out).toMatch(/^needs-work[\s\S]*dual-write/);
  });

  it('says what is wrong with an answer and asks again', async () => {
    const file = here.file('wrong.yaml', mail);
    const {err} = await piped(file, ['', '9', '\u001b[A', '2', 'q']);
    expect(err.match(/Type a number from 1 to 6\./g)).toHaveLength(2);
    expect(err).toContain('Type plain text');
    expect(factsIn(file)).toContain('result: retried');
  });

  it('explains itself', async () => {
    const file = here.file('help.yaml', mail);
    const {err} = await piped(file, ['?', 'Q']);
    expect(err).toMatch(/b +goes back and takes the last answer back/);
    expect(err).toContain('This answer is written to facts.effects[0].result');
    expect(err).toContain('Nothing was answered; help.yaml is as it was.');
    expect(read(file)).toBe(mail);
  });

  it('goes back, and takes answers out of the file again', async () => {
    const file = here.file('back.yaml', mail);
    const {err} = await piped(file, ['b', '6', 'b', '1', 's', 'b', 'b']);
    expect(err).toContain('This is the first question.');
    expect(err).toContain('Back: keep-sync -> undecided');
    expect(read(file)).toBe(mail);
  });

  it('leaves questions open and says that they decide', async () => {
    const file = here.file('skip.yaml', mail);
    const {code, out, err} = await piped(file, ['s', 's', 's', 's']);
    expect([code, read(file)]).toEqual([0, mail]);
    expect(err).toContain('Undecided: what you left open decides it.');
    expect(out).toMatch(/^undecided/);
  });

  it.each([
    ['q', ['q'], 0],
    ['the end of the input', [], 0],
  ])('keeps what was answered at %s', async (_, end, expected) => {
    const file = here.file('ends.yaml', mail);
    const {code, out, err} = await typeAt([file], ['2', ...end]);
    expect(code).toBe(expected);
    expect(read(file)).toBe(`${mail}      result: retried\n`);
    expect(err).toContain('One answer is in ends.yaml');
    expect(out).toMatch(/^undecided/);
  });

  it('keeps what was answered at Ctrl-C', async () => {
    const file = here.file('interrupt.yaml', mail);
    const abort = new AbortController();
    const {code, out, err} = await typeAt([file], ['2', ''], {1: () => abort.abort()}, abort);
    expect([code, out]).toEqual([130, '']);
    expect(err).toMatch(/\nOne answer is in interrupt\.yaml, under "facts"\.\nInterrupted\.\n$/);
    await new Promise(setImmediate);
    expect(read(file)).toBe(`${mail}      result: retried\n`);
  });

  it('never writes over what somebody else has written since', async () => {
    const file = here.file('theirs.yaml', mail);
    const theirs = `${mail}      waiting: person\n`;
    const {code, out, err} = await typeAt([file], ['2', '1'], {1: () => writeFileSync(join(here.cwd, file), theirs)});
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /\ntheirs\.yaml was changed by somebody else [^\n]*\n[^\n]*eventcoach critique theirs\.yaml --interactive\n$/,
    );
    expect(read(file)).toBe(theirs);
  });

  it('says what the system refuses', async () => {
    const file = here.file('gone.yaml', mail);
    const {code, err} = await typeAt([file], ['2'], {0: () => rmSync(join(here.cwd, file))});
    expect(code).toBe(2);
    expect(err).toMatch(/\ngone\.yaml cannot be written \(ENOENT\); it is as it was\.\n/);
  });

  it.skipIf(process.platform === 'win32')('says so in a folder that it may not write to', async () => {
    const shut = folder();
    const file = shut.file('mail.yaml', mail);
    const {code, err} = await asOrdinaryUser([shut.cwd, join(shut.cwd, file)], async () => {
      chmodSync(shut.cwd, 0o500);
      return shut.type(['critique', file, '--interactive'], {input: '2\n'});
    });
    expect([code, readFileSync(join(shut.cwd, file), 'utf8')]).toEqual([2, mail]);
    expect(err).toMatch(/\nmail\.yaml cannot be written \(EACCES\); it is as it was\.\n/);
    shut.remove();
  });

  it('keeps a link, the rights, the byte order mark and the line ends', async () => {
    here.file('real.yaml', `\ufeff${mail.replaceAll('\n', '\r\n')}`);
    chmodSync(join(here.cwd, 'real.yaml'), 0o666);
    symlinkSync('real.yaml', join(here.cwd, 'link.yaml'));
    expect((await piped('link.yaml', ['2', 'q'])).code).toBe(0);
    expect(lstatSync(join(here.cwd, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(join(here.cwd, 'real.yaml')).mode & 0o777).toBe(0o666);
    expect(read('real.yaml')).toBe(`\ufeff${mail}      result: retried\n`.replaceAll('\n', '\r\n'));
  });

  it('goes through several proposals of one file', async () => {
    const file = here.file(
      'several.yaml',
      `cases:\n  - {id: a, proposal: {caller: x, callee: y, facts: {effects: [{what: e}]}}}\n  - {id: b, proposal: {caller: x, callee: z}}\n`,
    );
    const {code, out, err} = await piped(file, ['6', '3', 'log; bill', '1', 'q']);
    expect(code).toBe(0);
    expect(err).toMatch(/\n1 of 2, a: x -> y\n[\s\S]*\n2 of 2, b: x -> z\n[\s\S]*\n4 answers are in several\.yaml/);
    expect(read(file)).toBe(
      'cases:\n  - {id: a, proposal: {caller: x, callee: y, facts: {effects: [{what: e, result: decides, kind: decision}]}}}\n' +
        '  - {id: b, proposal: {caller: x, callee: z, facts: {effects: [{what: log, result: ignored}, {what: bill}]}}}\n',
    );
    expect(out).toMatch(/^keep-sync[\s\S]*\nundecided[\s\S]*\n2 proposals: 1 keep-sync, 1 undecided\.\n$/);
  });

  it('prints JSON alone on standard output', async () => {
    const file = here.file('json.yaml', mail);
    const {out, err} = await piped(file, ['6', '3'], '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({critiques: [{id: 'mail', verdict: 'keep-sync'}]});
    expect(err).toContain('What does shop do');
  });

  it('keeps JSON as JSON', async () => {
    const file = here.file('mail.json', '{\n    "caller": "a",\n    "callee": "b"\n}\n');
    await piped(file, ['send', '6', 'q']);
    expect(read(file)).toBe(
      `${JSON.stringify({caller: 'a', callee: 'b', facts: {effects: [{what: 'send', result: 'decides'}]}}, null, 4)}\n`,
    );
  });

  it('never sends control characters of names and words to the terminal', async () => {
    const bad = '\\u202e\\u2066x\\nKept: convert\\u2028';
    const file = here.file(
      'hostile.yaml',
      `id: "${bad}"\ncaller: "a\\u202e"\ncallee: "${bad.replace('\\n', '')}"\npurpose: "${bad} mail"\nproposedEvent: {name: "${bad}", payload: ["${bad}"]}\n`,
    );
    const {code, out, err} = await piped(file, [
      '\u001b]0;x\u0007',
      'send \u202e it',
      '?',
      ...convertible,
      ...Array(12).fill('s'),
    ]);
    expect(code).toBe(0);
    expect(err + out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(err).not.toMatch(/^Kept: convert/m);
    expect(err).toContain('\\u202e');
  });

  it('writes instructions in names as the data that they are', async () => {
    const file = here.file('quotes.yaml', 'caller: a\ncallee: b\n');
    const name = '- {"a": *x} # ! | > @ `y`: null';
    await piped(file, [name, 'q']);
    expect(read(file)).toContain(`- what: '${name}'`);
  });
});

describe('eventcoach critique --interactive ends with 2 and the next step', () => {
  it.each([
    ['for standard input', ['-'], /standard input is no file\.\nName the file/],
    ['with the topology on standard input', ['mail.yaml', '--topology', '-'], /standard input[^\n]*\nName its file/],
    [
      'with an id to accept that there is not',
      ['mail.yaml', '--topology', 't.yaml', '--accept', 'mai'],
      /^--accept mai\b[^\n]*\nDid you mean "mail"/,
    ],
    ['with nothing to write the accepted verdict to', ['mail.yaml', '--accept', 'mail'], /Add --topology FILE/],
  ])('%s, before anything is asked', async (_, args, message) => {
    here.file('mail.yaml', mail);
    here.file('t.yaml', topology);
    const {code, out, err} = await here.type(['critique', ...args, '--interactive'], {input: '1\n'});
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toContain('What does');
    expect(read('mail.yaml')).toBe(mail);
  });
});

const topology = `version: 1
name: x
brokers: {kafka: {availability: 99.95%}}
services:
  shop:
    calls:
      - {to: mailer}   # theirs
      - {to: bank}
      - {to: audit}
  mailer: {latency: 5ms}
  bank: {latency: 5ms}
  audit: {latency: 5ms}
operations: {order: {entry: shop}}
`;
const three = `- {id: mail, caller: shop, callee: mailer, facts: {effects: [{what: send}]}}
- {id: pay, caller: shop, callee: bank, facts: {effects: [{what: charge}]}}
- {id: log, caller: shop, callee: audit, facts: {effects: [{what: log}]}}
- {id: none, caller: shop, callee: nobody, facts: {effects: [{what: call, result: decides, kind: decision}]}}
`;

describe('accepting a critique', () => {
  it('says where it overrules what somebody wrote into the topology', async () => {
    const effects = [{...free, result: 'decides', kind: 'decision'}];
    const file = here.file('over.yaml', JSON.stringify({id: 'pay', caller: 'shop', callee: 'bank', facts: {effects}}));
    const system = here.file('said.yaml', topology.replace('{to: bank}', '{to: bank, needsResult: false}'));
    const {code, err} = await here.type(['critique', file, '--topology', system, '--accept', 'pay']);
    expect(code).toBe(0);
    expect(err).toContain('said.yaml: shop -> bank: needsResult: true (the file said false), critique: pay\n');
    expect(read(system)).toContain('{to: bank, needsResult: true, critique: pay}');
  });
});

describe('accepting a critique after a conversation', () => {
  /** The answers to the first three proposals of `three`: an event fits but for a flaw, it stays a call, undecided. */
  const talk = [...convertible, '4', 'n', '6', '3', ...Array(4).fill('s')];

  it('offers what is decided and has a call, and writes all of it at once', async () => {
    const [file, system] = [here.file('three.yaml', three), here.file('t.yaml', topology)];
    const {code, err} = await piped(file, [...talk, 'y', 'Yes'], '--topology', system);
    expect(code).toBe(0);
    expect(err.match(/^\w+ is [\w-]+: .* Write that to its call in t\.yaml\? /gm)).toHaveLength(2);
    expect(err).toContain('t.yaml: shop -> mailer: needsResult: false, critique: mail\n');
    expect(err).toContain('t.yaml: shop -> bank: needsResult: true, critique: pay\n');
    expect(err).toContain('Mend this in the design before it is built: dual-write.');
    expect(read(system)).toBe(
      topology
        .replace('{to: mailer}   #', '{to: mailer, needsResult: false, critique: mail} #')
        .replace('{to: bank}', '{to: bank, needsResult: true, critique: pay}'),
    );
  });

  it.each([['n', 'n'], ['', ''], []])('writes nothing without a yes: %j %j', async (...answers) => {
    const [file, system] = [here.file('three.yaml', three), here.file('t.yaml', topology)];
    const {code, err} = await piped(file, [...talk, ...answers], '--topology', system);
    expect([code, read(system)]).toEqual([0, topology]);
    expect(err).toContain('Write that to its call');
  });

  it('does not offer an undecided verdict', async () => {
    const [file, system] = [here.file('mail.yaml', mail), here.file('t.yaml', topology)];
    const {code, err} = await piped(file, ['s', 's', 's', 's', 'y'], '--topology', system);
    expect([code, read(system)]).toEqual([0, topology]);
    expect(err).not.toContain('Write that');
  });

  it('writes what --accept names without asking again', async () => {
    const [file, system] = [here.file('mail.yaml', mail), here.file('t.yaml', topology)];
    const {code, err} = await piped(file, ['6', '3'], '--topology', system, '--accept', 'mail');
    expect(code).toBe(0);
    expect(err).not.toContain('[y/N]');
    expect(read(system)).toContain('{to: mailer, needsResult: true, critique: mail}');
  });

  it('refuses to accept what is still undecided, with the answers kept', async () => {
    const [file, system] = [here.file('mail.yaml', mail), here.file('t.yaml', topology)];
    const {code, err} = await piped(file, ['2', 'q'], '--topology', system, '--accept', 'mail');
    expect([code, read(system)]).toEqual([2, topology]);
    expect(err).toContain('undecided: there is nothing to accept yet');
    expect(read(file)).toContain('result: retried');
  });

  it('never writes over a topology that somebody has changed during the conversation', async () => {
    const [file, system] = [here.file('mail.yaml', mail), here.file('t.yaml', topology)];
    const theirs = `${topology}# theirs\n`;
    const {code, err} = await typeAt([file, '--topology', system], ['6', '3', 'y'], {
      1: () => writeFileSync(join(here.cwd, system), theirs),
    });
    expect([code, read(system)]).toEqual([2, theirs]);
    expect(err).toMatch(
      /t\.yaml was changed by somebody else[^\n]*\n[^\n]*critique mail\.yaml --topology t\.yaml --accept mail\n$/,
    );
  });

  it('takes one verdict a call', async () => {
    const file = here.file('two.yaml', three.replace('callee: bank', 'callee: mailer'));
    const system = here.file('t.yaml', topology);
    const {code, err} = await piped(file, [...talk, 'y', 'y'], '--topology', system);
    expect([code, read(system)]).toEqual([2, topology]);
    expect(err).toMatch(/"mail" and "pay" are about the same call[^\n]*\nAccept one of them/);
  });
});

describe('a critique with open questions', () => {
  it('says how to answer them', async () => {
    const file = here.file("it's mine.yaml", mail);
    const {code, err} = await here.type(['critique', file]);
    expect([code, err]).toEqual([
      0,
      "To answer what is open: eventcoach critique 'it'\\''s mine.yaml' --interactive\n",
    ]);
  });

  it.each([
    ['JSON', ['mail.yaml', '--format', 'json']],
    ['standard input', ['-']],
    ['a proposal with every answer', ['done.yaml']],
  ])('says nothing of it for %s', async (_, args) => {
    here.file('mail.yaml', mail);
    here.file('done.yaml', `${mail}      result: decides\n      kind: decision\n`);
    expect((await here.type(['critique', ...args], {input: mail})).err).toBe('');
  });
});
