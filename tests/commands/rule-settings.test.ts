import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
here.file('task.topology.yaml', readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8'));
mkdirSync(join(here.cwd, '.eventcoach'));
const configured = (yaml: string) => writeFileSync(join(here.cwd, '.eventcoach/config.yaml'), yaml);
const found = async (rule: string, ...args: string[]): Promise<{severity: string; subject: {to?: string}}[]> => {
  const {out} = await here.type(['analyze', '--format', 'json', ...args]);
  return JSON.parse(out).findings.filter((f: {rule: string}) => f.rule === rule);
};

describe('the severities in config.yaml', () => {
  it('change what analyze reports, by rule and by subject, and with it the exit code', async () => {
    configured('theme: dark\n');
    expect(await found('no-timeout')).toMatchObject([{severity: 'warning'}, {severity: 'warning'}]);
    configured('rules:\n  no-timeout: {"task-api:audit": off, "*": info}\n  target-missed: warning\n');
    expect(await found('no-timeout')).toMatchObject([{severity: 'info', subject: {to: 'reminder'}}]);
    // Availability and p99, each a finding of its own.
    expect(await found('target-missed')).toMatchObject([{severity: 'warning'}, {severity: 'warning'}]);
    expect((await here.type(['analyze', '--fail-on', 'error'])).code).toBe(0);
    configured('rules: {no-timeout: error, target-missed: off}\n');
    expect((await here.type(['analyze', '--fail-on', 'error'])).code).toBe(1);
  });

  it('are those of the workspace that is named, and of no other', async () => {
    configured('rules: {target-missed: off}\n');
    expect(await found('target-missed')).toEqual([]);
    expect(await found('target-missed', '--workspace', 'elsewhere')).toHaveLength(2);
  });

  it('count for the findings after a conversion too', async () => {
    configured('rules: {no-timeout: off}\n');
    const args = ['convert', 'task.topology.yaml', '--call', 'task-api:notification', '--event', 'TaskCreated'];
    const {before, after} = JSON.parse((await here.type([...args, '--format', 'json'])).out);
    for (const {findings} of [before, after])
      expect(findings).not.toContainEqual(expect.objectContaining({rule: 'no-timeout'}));
  });

  it.each([
    [
      'rules:\n  no-timeout: off\n  no-timout: off\n',
      /config\.yaml:3:3: there is no rule "no-timout"\.\n.*"no-timeout"/,
    ],
    ['rules: {xyzzy: off}\n', /config\.yaml:1:9: there is no rule "xyzzy"\.\nRules are: /],
    ['rules: {"\\e[2J": off}\n', /config\.yaml:1:9: there is no rule "\\x1b\[2J"/],
    ['rules: {no-timeout: loud}\n', /config\.yaml:1:1: rules\.no-timeout: expected one of error/],
    ['rules: {no-timeout: {a: {b: off}}}\n', /config\.yaml:1:1: rules\.no-timeout/],
  ])('that mean nothing are refused with their place: %j', async (yaml, says) => {
    configured(yaml);
    const {code, out, err} = await here.type(['analyze']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
  });

  it('cost nothing where there are none: what reads them is loaded only then', () => {
    const loaded = (file: string, seen = new Set<string>()): Set<string> => {
      seen.add(file);
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm);
      for (const [, from = ''] of imports) {
        if (!from.startsWith('.')) seen.add(from);
        else if (!seen.has(join(file, '..', from))) loaded(join(file, '..', from), seen);
      }
      return seen;
    };
    const atOnce = [...loaded('src/commands/analyze.ts')];
    expect(atOnce).toContain('zod/mini');
    expect(atOnce).toContain(join('src', 'analysis', 'rules', 'index.ts'));
    expect(atOnce).not.toContain('zod');
    expect(atOnce).not.toContain(join('src', 'workspace', 'config.ts'));
    expect(atOnce).not.toContain('yaml');
    expect([...loaded('src/workspace/rule-settings.ts')]).toContain('zod');
  });
});
