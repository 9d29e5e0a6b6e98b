import {chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {readSource} from '../../src/topology/source.ts';
import {shop, shopWith} from './ask-sample.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');
const ask = (...args: string[]) => here.type(['ask', ...args]);
const file = here.file('shop.yaml', shop);
const answered = here.file('answered.yaml', shopWith({mail: true, audit: false, stats: false}));

describe('eventcoach ask without a terminal', () => {
  it('lists what is open, most worth first, with who asks for what', async () => {
    const {code, out} = await ask(file);
    expect(code).toBe(0);
    const said = out.replace(/\s+/g, ' ');
    expect(said).toMatch(
      /^shop.yaml: 3 calls .* 1\. Does shop need to wait for mail's.*2\. .*audit's.*3\. .*the result of stats/,
    );
    // 525,600 x 0.999^3 x 0.01 minutes.
    expect(said).toContain(
      'shop:mail, line 10, team sales What for: thank the buyer Part of the request: buy As an event it would save at most 87.34 h of downtime a year and 300 ms of waiting a request.',
    );
    expect((await here.type(['ask', '-'], {input: shop})).out.replace(/\s+/g, ' ')).toBe(
      said.replace(file, 'standard input'),
    );
  });

  it('orders by worth, by place in the file or by team, and narrows to one team', async () => {
    const asked = async (...args: string[]) =>
      [...(await ask(file, ...args)).out.matchAll(/wait for (?:the\s+result\s+of\s+)?(\w+)(?='s|\?)/g)].map(
        ([, callee]) => callee,
      );
    expect(await asked('--by', 'worth')).toEqual(['mail', 'audit', 'stats']);
    expect(await asked('--by', 'file')).toEqual(['mail', 'audit', 'stats']);
    expect(await asked('--by', 'team')).toEqual(['stats', 'mail', 'audit']);
    expect(await asked('--team', 'goods')).toEqual(['stats']);
    const turned = here.file(
      'turned.yaml',
      shop.replace('      - {to: audit}    # flow\n', '').replace('calls:\n', 'calls:\n      - {to: audit}\n'),
    );
    const order = async (by: string) => (await ask(turned, '--by', by)).out.match(/audit|mail/)?.[0];
    expect([await order('worth'), await order('file')]).toEqual(['mail', 'audit']);
  });

  it('says when nothing is open', async () => {
    expect(await ask(answered)).toMatchObject({code: 0, out: expect.stringMatching(/^Nothing is open in answered/)});
    expect(await ask(answered, '--export', 'none.csv')).toMatchObject({code: 0});
    expect(existsSync(join(here.cwd, 'none.csv'))).toBe(false);
  });

  it.each([
    [['ask'], 'Which topology'],
    [['ask', file, file], 'one file'],
    [['ask', file, '--team', 'sale'], '"sales"'],
    [['ask', file, '--by', 'wort'], '"worth"'],
    [['ask', file, '--export', 'list.txt'], '.md or .csv'],
    [['ask', file, '--apply', 'list.txt'], '.md or .csv'],
    [['ask', file, '--apply', 'list.csv', '--team', 'sales'], '--team'],
    [['ask', file, '--force'], '--export'],
    [['ask', '-', '--apply', 'list.csv'], 'standard input'],
  ])('ends with exit 2 and what to do: %j', async (args, said) => {
    expect(await here.type(args, {input: shop})).toMatchObject({code: 2, err: expect.stringContaining(said)});
  });
});

describe('eventcoach ask --export', () => {
  it('writes CSV with one row a question, the answer last', async () => {
    expect(await ask(file, '--export', 'list.csv')).toMatchObject({
      code: 0,
      out: expect.stringContaining('eventcoach ask shop.yaml --apply list.csv'),
    });
    const lines = read('list.csv').split('\r\n');
    expect(lines[0]).toBe('call,team,question,purpose,operations,worthMinutesPerYear,worthMs,line,answer (yes or no)');
    expect(lines[1]).toBe(
      "shop:mail,sales,Does shop need to wait for mail's result?,thank the buyer,buy,5240.25,300,10,",
    );
    expect(lines).toHaveLength(5);
  });

  it('writes Markdown with a table for each team', async () => {
    await ask(file, '--export', 'list.md', '--by', 'team');
    const list = read('list.md');
    expect(list.match(/^## .*$/gm)).toEqual(['## goods', '## sales']);
    expect(list).toMatch(/\| shop:mail \|.*\| thank the buyer \| buy \| 87.34 h \| 300 ms \| {2}\|$/m);
  });

  it('never writes over a file without --force', async () => {
    here.file('kept.csv', 'mine');
    expect(await ask(file, '--export', 'kept.csv')).toMatchObject({code: 2, err: expect.stringContaining('--force')});
    expect(read('kept.csv')).toBe('mine');
    expect((await ask(file, '--export', 'kept.csv', '--force')).code).toBe(0);
    expect(read('kept.csv')).toMatch(/^call,/);
  });

  it('hands no formula, markup or control character on', async () => {
    const hostile = `version: 1
name: "[x](http://y)"
services:
  "=cmd|' /C calc'!A0": {team: "<b>| t", calls: [{to: b, purpose: "\\u202e\\n| yes |", name: "a,b"}]}
  b: {}
`;
    const name = here.file('hostile.yaml', hostile);
    for (const list of ['hostile.csv', 'hostile.md']) {
      expect((await ask(name, '--export', list)).code).toBe(0);
      expect(read(list)).not.toContain('\u202e');
      const filled = list.endsWith('.md')
        ? read(list).replace(/\|[ ]*\|$/m, '| yes |')
        : read(list).replace(/,\r\n$/, ',yes\r\n');
      here.file(list, filled);
      here.file('copy.yaml', hostile);
      expect(await ask('copy.yaml', '--apply', list)).toMatchObject({code: 0, err: ''});
      expect(read('copy.yaml')).toBe(hostile.replace('to: b', 'to: b, needsResult: true'));
    }
    expect(read('hostile.csv')).toMatch(/^"?'=cmd/m);
    expect(read('hostile.md')).not.toMatch(/(?<!\\)<b>/);
  });
});

describe('eventcoach ask --apply', () => {
  const apply = (list: string, text: string, topology = shop) => {
    here.file('applied.yaml', topology);
    here.file(list, text);
    return ask('applied.yaml', '--apply', list);
  };

  it.each([
    ['as exported', 'call,team,answer (yes or no)\r\nshop:mail,sales,yes\r\nshop:audit,sales,\r\n', true],
    ['by a spreadsheet that separates with semicolons', '\ufeff"answer";"call"\r\n"No";"shop:mail"\r\n', false],
    ['with tabs, blanks and old line ends', ' Call \tAnswer\r  shop:mail \t TRUE \r\r', true],
    ['with line ends in cells', 'question,call,answer\n"Does\r\nshop, wait?",shop:mail,"n"\n,,\n', false],
    ['with the name of the call', 'call,answer\nshop:mail#mail,false\n', false],
  ])('takes CSV back %s', async (_, text, mail) => {
    expect(await apply('back.csv', text)).toMatchObject({code: 0, err: ''});
    expect(read('applied.yaml')).toBe(shopWith({mail}));
  });

  it('takes Markdown back with columns moved, other text and other tables in it', async () => {
    const text = `\ufeff# Ours\r\n| Call |\r\n|---|\r\n| x |\r\n\r\n|Needs the result? (yes/no) | Call|\r\n|:--|--:|\r\n| Y | shop\\:mail |\r\n||stock:stats|\r\n\r\nnever | yes\r\n`;
    expect(await apply('back.md', text)).toMatchObject({
      code: 0,
      out: 'Written to applied.yaml: 1 answered (1 yes, 0 no).\nStill open in back.md: 1.\n',
    });
    expect(read('applied.yaml')).toBe(shopWith({mail: true}));
  });

  it('counts what is answered, open and in the file already', async () => {
    const text = 'call,answer\nshop:mail,yes\nshop:audit,no\nstock:stats,\n';
    expect((await apply('count.csv', text, shopWith({audit: false}))).out).toBe(
      'Written to applied.yaml: 1 answered (1 yes, 0 no).\nStill open in count.csv: 1. In the file already: 1.\n',
    );
    expect(await ask('applied.yaml', '--apply', 'count.csv')).toMatchObject({
      code: 0,
      out: expect.stringContaining('is as it was'),
    });
  });

  it('names everything that is wrong with its line, and then writes nothing', async () => {
    const rows = ['shop:mial,yes', 'shop:mail,maybe', 'shop:audit,yes', 'shop:audit,no', 'shop:stock,no', ',yes'];
    const {code, err} = await apply('wrong.csv', `call,answer\n${rows.join('\n')}\n`);
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      'wrong.csv:2: there is no call shop:mial.',
      'Did you mean "shop:mail"?',
      'wrong.csv:3: "maybe" is no answer for shop:mail.',
      expect.stringContaining('yes or no'),
      'wrong.csv:5: shop:audit is answered no here and yes in line 4.',
      expect.any(String),
      'wrong.csv:6: shop:stock is answered no here, and applied.yaml:9 says yes (needsResult: true).',
      expect.any(String),
      'wrong.csv:7: there is an answer, but no call.',
      expect.any(String),
      '',
    ]);
    expect(read('applied.yaml')).toBe(shop);
  });

  it('asks which, where the name of a call has come to mean several', async () => {
    const two = shop.replace('- {to: audit}', '- {to: audit, name: one}\n      - {to: audit, name: two}');
    expect(await apply('which.csv', 'call,answer\nshop:audit,yes\n', two)).toMatchObject({
      code: 2,
      err: 'which.csv:2: shop:audit means 2 calls.\nWrite which: shop:audit#one, shop:audit#two.\n',
    });
  });

  it.each([
    ['quotes.csv', 'call,answer\n"shop:mail,yes\n', /^quotes\.csv:\d: the quotes/],
    ['columns.csv', 'call,team\nshop:mail,yes\n', /^columns\.csv:1: there is no column "answer"/],
    ['empty.csv', '', /^empty\.csv:1: there is no column "call"/],
    ['empty.md', '# nothing\n', /^empty\.md: there is no table/],
  ])('says what cannot be read: %s', async (list, text, said) => {
    expect(await apply(list, text)).toMatchObject({code: 2, err: expect.stringMatching(said)});
  });

  it('leaves JSON JSON, and every other character of it', async () => {
    const json = '{"version": 1, "name": "j",\n "services": {"a": {"calls": [{"to": "b"}]}, "b": {}}}';
    here.file('j.json', json);
    await ask('j.json', '--export', 'j.csv');
    here.file('j.csv', read('j.csv').replace(/,\r\n$/, ',no\r\n'));
    expect((await ask('j.json', '--apply', 'j.csv')).code).toBe(0);
    expect(read('j.json')).toBe(json.replace('"to": "b"', '"to": "b", "needsResult": false'));
    expect(JSON.parse(read('j.json'))).toEqual(JSON.parse(JSON.stringify(readSource(read('j.json')).data)));
  });

  it('keeps the rights of the file, its byte order mark, and a link a link', async () => {
    here.file('real.yaml', `\ufeff${shop}`);
    chmodSync(join(here.cwd, 'real.yaml'), 0o600);
    symlinkSync('real.yaml', join(here.cwd, 'link.yaml'));
    here.file('one.csv', 'call,answer\nshop:mail,no\n');
    expect((await ask('link.yaml', '--apply', 'one.csv')).code).toBe(0);
    expect(read('real.yaml')).toBe(`\ufeff${shopWith({mail: false})}`);
    expect(statSync(join(here.cwd, 'real.yaml')).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(here.cwd, 'link.yaml')).isSymbolicLink()).toBe(true);
  });
});
