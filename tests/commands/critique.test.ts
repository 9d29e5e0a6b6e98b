import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, describe, expect, it} from 'vitest';
import {critiqueSchema} from '../../src/critique/critique.ts';
import {main} from '../../src/main.ts';
import {cases, casesText} from '../critique/labelled.ts';

const cwd = mkdtempSync(join(tmpdir(), 'critique-'));
afterAll(() => rmSync(cwd, {recursive: true}));

const mail = `id: checkout-mail
caller: shop
callee: mailer
facts:
  effects:
    - {what: send the mail, result: ignored, waiting: nobody, refusal: none, invariant: none}
`;

async function run(args: readonly string[], {input = '' as string | Uint8Array, env = {}} = {}) {
  let [out, err] = ['', ''];
  const code = await main(['critique', ...args], {
    env,
    cwd,
    stdin: Readable.from([input]),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (err += text)},
    signal: new AbortController().signal,
    now: () => new Date(0),
  });
  return {code, out, err};
}

function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(cwd, name), text);
  return name;
}

describe('eventcoach critique', () => {
  it('prints the verdict, the question and its answer for a file', async () => {
    const {code, out, err} = await run([file('mail.yaml', mail)]);
    expect([code, err]).toEqual([0, 'To answer what is open: eventcoach critique mail.yaml --interactive\n']);
    expect(out).toMatch(
      /^convert: an event fits \(likely\) {2}checkout-mail\nDoes shop need to wait for mailer's result\?\nNo\.\n/,
    );
    expect(out).not.toContain('\u001b');
  });

  it('reads standard input, and prints JSON alone, in input order', async () => {
    const {code, out, err} = await run(['-', '--format', 'json'], {input: casesText});
    const {schema, critiques} = JSON.parse(out);
    expect([code, err, schema]).toEqual([0, '', 'eventcoach/critiques@1']);
    expect(critiques.map(({id}: {id: string}) => id)).toEqual(cases.map(({id}) => id));
    for (const critique of critiques) critiqueSchema.parse(critique);
  });

  it('prints the same bytes for the same input', async () => {
    const [once, twice] = [await run(['-'], {input: casesText}), await run(['-'], {input: casesText})];
    expect(once.out).toBe(twice.out);
    expect(once.out).toMatch(/\n45 proposals: .*\d+ undecided\.\n$/);
  });

  it('colours when colours are wanted', async () => {
    const {out} = await run(['-'], {input: mail, env: {FORCE_COLOR: '1'}});
    expect(out).toMatch(/^\u001b\[32mconvert: an event fits/);
  });

  it('names the critics that there are', async () => {
    const {code, err} = await run(['-', '--critic', 'lokal'], {input: mail});
    expect([code, err]).toEqual([2, '--critic lokal: there is no such critic.\nDid you mean "local"?\n']);
    expect((await run(['-', '--critic', 'local'], {input: mail})).code).toBe(0);
  });
});

describe('eventcoach critique ends with 2 and the next step', () => {
  it.each([
    ['without a file', [], '', /^Which proposal\?/],
    ['with two files', ['a.yaml', 'b.yaml'], '', /one FILE/],
    ['without such a file', ['nowhere.yaml'], '', /^nowhere\.yaml: there is no such file\.\nCheck the name/],
    ['for a folder', ['.'], '', /^\.: that is a folder/],
    ['for no UTF-8', ['-'], new Uint8Array([0x61, 0xff]), /^standard input: it is not UTF-8/],
    ['for a huge file', ['-'], `notes: ${'x'.repeat(2_000_000)}`, /larger than 2000000 bytes/],
    ['for an empty file', ['-'], '', /^standard input:1:1: the file is empty\n.*caller and callee/],
  ])('%s', async (_, args, input, message) => {
    const {code, out, err} = await run(args, {input});
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('and the place of each problem, with nothing that a terminal could obey', async () => {
    const name = file('bad.yaml', 'caller: "a\\e[2J"\ncallee: b\n"fa\\ects\\e[31m": {}\n');
    const {code, err} = await run([name]);
    expect(code).toBe(2);
    expect(err).toMatch(/^bad\.yaml:1:9: caller: .*has control characters/);
    expect(err).toMatch(/^bad\.yaml:3:1: unknown key/m);
    expect(err).not.toContain('\u001b');
  });
});
