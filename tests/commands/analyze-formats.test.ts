import {readFileSync} from 'node:fs';
import {afterAll, describe, expect, it} from 'vitest';
import {formatNames} from '../../src/commands/analysis-formats.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const file = here.file('task.topology.yaml', readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8'));
/** Two operations that share nothing, each with findings of its own. */
const two = here.file(
  'two.yaml',
  `version: 1
name: two
services: {shop: {calls: [{to: till}, {to: stock}]}, till: {}, stock: {}, office: {calls: [{to: ledger}]}, ledger: {}}
operations: {buy: {entry: shop, rate: 1/s}, close: {entry: office, rate: 1/s}}
`,
);
const printed = async (...args: string[]) => {
  const {code, out, err} = await here.type(['analyze', ...args]);
  expect([code, err]).toEqual([0, '']);
  return out;
};
const others = formatNames.filter((format) => format !== 'json');
const results = async (...args: string[]): Promise<{message: {text: string}; level: string}[]> =>
  JSON.parse(await printed(...args, '--format', 'sarif')).runs[0].results;

describe('analyze --format', () => {
  it.each(formatNames)('%s says the same twice, ends with a line end, and names the services', async (format) => {
    const out = await printed(file, '--format', format);
    expect(out).toBe(await printed(file, '--format', format));
    expect(out).toMatch(/\n$/);
    // SARIF names what findings are about, which all four services are.
    for (const service of ['task-api', 'notification', 'audit', 'reminder']) expect(out).toContain(service);
  });

  it('prints each in its own language', async () => {
    expect(await printed(file)).toBe(await printed(file, '--format', 'text'));
    expect(JSON.parse(await printed(file, '--format', 'json')).schema).toBe('eventcoach/analysis@1');
    expect(await printed(file, '--format', 'markdown')).toMatch(/^# Task management\n/);
    expect(await printed(file, '--format', 'html')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(JSON.parse(await printed(file, '--format', 'sarif'))).toMatchObject({
      version: '2.1.0',
      runs: [{tool: {driver: {name: 'eventcoach', version: JSON.parse(readFileSync('package.json', 'utf8')).version}}}],
    });
    expect(await printed(file, '--format', 'mermaid')).toMatch(/^(?:---[\s\S]*?---\n|%%.*\n)*flowchart /);
  });

  it('takes no other, and says which there are', async () => {
    const {code, err} = await here.type(['analyze', file, '--format', 'mermiad']);
    expect([code, err]).toEqual([2, expect.stringMatching(/mermiad[\s\S]*mermaid/)]);
  });

  it.each(formatNames)('%s ends with the same exit code', async (format) => {
    expect((await here.type(['analyze', file, '--format', format, '--fail-on', 'error'])).code).toBe(1);
    expect((await here.type(['analyze', two, '--format', format, '--fail-on', 'error'])).code).toBe(0);
  });

  it.each(formatNames.filter((format) => format !== 'sarif'))(
    '%s shows one operation with --operation',
    async (format) => {
      // What was assumed and could not be judged is told of the whole file.
      const whole = /"blindSpots": [\s\S]*|<section aria-labelledby="notes">[\s\S]*|(?:## )?Could not be judged[\s\S]*/;
      const out = (await printed(two, '--operation', 'close', '--format', format)).replace(whole, '');
      expect(out).not.toMatch(/\bbuy\b/);
      expect(out).toContain('ledger');
      // The JSON says the assumptions before the operations.
      if (format !== 'json') expect(out).not.toContain('till');
      expect(await printed(two, '--format', format)).toContain('till');
    },
  );

  it.each(['text', 'markdown', 'html', 'sarif'])(
    '%s has the findings of that operation and no others',
    async (format) => {
      const messages = async (...args: string[]): Promise<string[]> =>
        JSON.parse(await printed(two, ...args, '--format', 'json')).findings.map((f: {message: string}) => f.message);
      const plain = (text: string) => text.replaceAll('&gt;', '>').replace(/[\\\s]+/g, ' ');
      const out = plain(await printed(two, '--operation', 'close', '--top', '99', '--format', format));
      const own = await messages('--operation', 'close');
      const all = await messages();
      expect(own.length).toBeGreaterThan(0);
      for (const message of all) expect([message, out.includes(message)]).toEqual([message, own.includes(message)]);
    },
  );

  it('limits the findings of SARIF and the lists of Markdown with --top', async () => {
    const all = await results(file);
    expect(all.length).toBeGreaterThan(2);
    expect(await results(file, '--top', '2')).toEqual(all.slice(0, 2));
    const {findings} = JSON.parse(await printed(file, '--format', 'json'));
    expect(all).toHaveLength(findings.length);
    const [short, long] = [
      ['--top', '1'],
      ['--top', '20'],
    ];
    const markdown = async (top: string[]) => (await printed(file, ...top, '--format', 'markdown')).length;
    expect(await markdown(short!)).toBeLessThan(await markdown(long!));
  });

  it.each(others)('%s shows a bad day', async (format) => {
    const own = await printed(file, '--format', format);
    const bad = await printed(file, '--set', 'notification.latency=45s', '--down', 'audit', '--format', format);
    expect(bad).not.toBe(own);
    // The task-api of the file answers in 2.6 s; on that day each request is given up.
    if (format === 'html') expect(bad).toContain('notification.latency=45s; audit does not answer');
    if (format === 'markdown' || format === 'html') expect(bad).toMatch(/2\.6(?:&nbsp;|\s| )s/);
  });

  it.each(others)(
    '%s has only what a baseline does not, and says on which stream what that left out',
    async (format) => {
      await here.type(['analyze', two, '--write-baseline', 'two.json']);
      const {code, out, err} = await here.type(['analyze', two, '--baseline', 'two.json', '--format', format]);
      expect(code).toBe(0);
      expect(format === 'text' ? out : err).toMatch(/known findings are left out: two\.json has them\./);
      const unasked = await printed(two, '--format', format);
      const found = 'office -> ledger has neither a timeout';
      const plain = (text: string) => text.replaceAll('&gt;', '>').replace(/[\\\s]+/g, ' ');
      expect(plain(unasked).includes(found)).toBe(format !== 'mermaid');
      expect(plain(out)).not.toContain(found);
    },
  );

  it.each(formatNames)('%s names no file where the topology comes from standard input', async (format) => {
    const input = readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8');
    const {code, out} = await here.type(['analyze', '-', '--format', format], {input});
    expect(code).toBe(0);
    expect(out).not.toMatch(/(?:convert|analyze|plan) '?(?:-|standard input)/);
    expect(out).not.toMatch(/standard input'?:\d/);
  });

  it.each(formatNames)('%s sends no control character and no markup of a file on', async (format) => {
    const nasty = '<img src=x onerror=alert(1)>\u202e"]; click A "javascript:1"';
    const evil = here.file(
      'evil.yaml',
      JSON.stringify({
        version: 1,
        name: nasty.replace('\u202e', ''),
        services: {[nasty.replace('\u202e', '')]: {calls: [{to: 'b', purpose: nasty}]}, b: {}},
        operations: {[nasty.replace('\u202e', '')]: {entry: nasty.replace('\u202e', '')}},
      }).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
    const {code, out} = await here.type(['analyze', evil, '--format', format]);
    expect(code).toBe(0);
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    if (format === 'html') expect(out).not.toMatch(/<img/i);
    if (format === 'markdown') expect(out.replace(/\\[^\n]/g, '')).not.toMatch(/<img/i);
    if (format === 'mermaid') expect(out).not.toMatch(/<img|^\s*click /im);
  });
});
