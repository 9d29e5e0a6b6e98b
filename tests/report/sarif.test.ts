import {readFileSync} from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import {describe, expect, it} from 'vitest';
import type {Analysis} from '../../src/analysis/analysis.ts';
import {rules} from '../../src/analysis/rules/index.ts';
import {artifactUri} from '../../src/report/artifact-uri.ts';
import {ruleHelp} from '../../src/report/rule-help.ts';
import {sarif} from '../../src/report/sarif.ts';
import {analyzed} from '../analysis/built.ts';
import {fixtures, readFixture} from '../topology/fixtures.ts';

interface Text {
  readonly text: string;
}
interface Rule {
  readonly id: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text;
  readonly defaultConfiguration: {readonly level: string};
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: Text;
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: {readonly uri: string};
      readonly region?: {readonly startLine: number};
    };
    readonly logicalLocations: readonly {readonly fullyQualifiedName: string; readonly kind: string}[];
  }[];
  readonly partialFingerprints: {readonly primaryLocationLineHash: string};
}
interface Run {
  readonly tool: {readonly driver: {readonly name: string; readonly version: string; readonly rules: readonly Rule[]}};
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly {
      readonly level: string;
      readonly message: Text;
      readonly associatedRule?: {readonly id: string; readonly index: number};
    }[];
  }[];
  readonly results: readonly Result[];
}

const schema = readFileSync(new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8');
// The schema marks properties with a `default` beside a `$ref`, which strict mode takes for a mistake.
const ajv = new Ajv.default({strict: false, allErrors: true});
addFormats.default(ajv);
const valid = ajv.compile(JSON.parse(schema));
const errorsOf = (log: unknown) => (valid(log) ? [] : valid.errors!.map((e) => `${e.instancePath} ${e.message}`));

const file = 'systems/shop.topology.yaml';
const log = (analysis: Analysis, name: string | undefined = file) =>
  JSON.parse(sarif(analysis, {file: name, version: '1.2.3'})) as {readonly runs: readonly [Run]};
const runOf = (analysis: Analysis) => log(analysis).runs[0];
const stdin = (analysis: Analysis) =>
  JSON.parse(sarif(analysis, {file: undefined, version: '1.2.3'})) as {readonly runs: readonly [Run]};

describe.each(fixtures)('%s', (name) => {
  const analysis = analyzed(readFixture(name));
  const run = runOf(analysis);

  it('is valid by the schema of OASIS, from a file and from standard input', () => {
    expect(errorsOf(log(analysis))).toEqual([]);
    expect(errorsOf(stdin(analysis))).toEqual([]);
  });

  it('has what GitHub requires of every result', () => {
    // "SARIF support for code scanning" in the documentation of GitHub: required properties, none of them empty.
    expect(run.results).toHaveLength(analysis.findings.length);
    for (const {ruleId, ruleIndex, level, message, locations, partialFingerprints} of run.results) {
      expect(run.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).toMatch(/\S/);
      expect(locations).toHaveLength(1);
      expect(locations[0]!.physicalLocation!.artifactLocation.uri).toBe(file);
      expect(locations[0]!.physicalLocation!.region!.startLine).toBeGreaterThan(0);
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:[1-9]\d*$/);
    }
  });

  it('gives every finding a fingerprint of its own', () => {
    const prints = run.results.map(({partialFingerprints}) => partialFingerprints.primaryLocationLineHash);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

it('refuses what the schema does not allow, so that the test above means something', () => {
  const good = log(analyzed(readFixture('task-api.topology.yaml')));
  const bad = {...good, runs: [{...good.runs[0], results: [{message: {text: 'x'}, level: 'info'}]}]};
  expect(errorsOf(bad).join()).toContain('/runs/0/results/0/level');
});

describe('the rules', () => {
  it('are described, all of them', () => {
    expect(Object.keys(ruleHelp).sort()).toEqual([...Object.keys(rules), 'new-synchronous-call'].sort());
  });

  it('have the texts that GitHub requires, within its 1024 characters, and are the same for every topology', () => {
    const ids = fixtures.map((name) => {
      const {rules} = runOf(analyzed(readFixture(name))).tool.driver;
      for (const {shortDescription, fullDescription, help} of rules) {
        for (const {text} of [shortDescription, fullDescription, help]) {
          expect(text).toMatch(/^[A-Z][^{}[\]]{20,}\.$/);
          expect(text.length).toBeLessThanOrEqual(1024);
        }
      }
      return rules.map(({id}) => id);
    });
    expect(new Set(ids.map((list) => list.join())).size).toBe(1);
  });

  it('include one that only the findings know', () => {
    const analysis = analyzed(readFixture('task-api.topology.yaml'));
    const findings = analysis.findings.map((finding) => ({...finding, rule: 'a-rule-of-tomorrow'}));
    const run = runOf({...analysis, findings});
    expect(run.tool.driver.rules[run.results[0]!.ruleIndex]!.id).toBe('a-rule-of-tomorrow');
  });
});

describe('a fingerprint', () => {
  const text = readFixture('task-api.topology.yaml');
  const prints = (source: string) =>
    new Map(
      runOf(analyzed(source)).results.map(({ruleId, locations, partialFingerprints}) => [
        `${ruleId} ${locations[0]!.logicalLocations[0]!.fullyQualifiedName}`,
        partialFingerprints.primaryLocationLineHash,
      ]),
    );

  it('stays when lines move and figures change', () => {
    const edited = `# one\n# two\n${text.replace('latency: 2s', 'latency: 3s').replace('timeout: 30s', 'timeout: 29s')}`;
    expect(prints(edited)).toEqual(prints(text));
  });

  it('is another for another subject', () => {
    const before = prints(text);
    const after = prints(text.replaceAll('audit', 'ledger'));
    for (const [key, print] of after) {
      if (key.includes('ledger')) expect([...before.values()]).not.toContain(print);
      else expect(before.get(key)).toBe(print);
    }
  });

  it('tells two calls of one name to one service apart', () => {
    const twice = analyzed({services: {a: {calls: [{to: 'b'}, {to: 'b'}]}, b: {}}});
    const [one, two] = runOf(twice)
      .results.filter(({ruleId}) => ruleId === 'no-timeout')
      .map(({partialFingerprints}) => partialFingerprints.primaryLocationLineHash);
    expect(one!.replace(/:1$/, ':2')).toBe(two);
  });
});

describe('standard input', () => {
  const run = stdin(analyzed(readFixture('task-api.topology.yaml'))).runs[0];

  it('names no file, but says what each finding is about', () => {
    for (const {locations} of run.results) expect(Object.keys(locations[0]!)).toEqual(['logicalLocations']);
    expect(run.results.map(({locations}) => locations[0]!.logicalLocations[0])).toContainEqual({
      fullyQualifiedName: 'task-api:audit#audit',
      kind: 'call',
    });
  });

  it('says that code scanning shows nothing of it', () => {
    const [first] = run.invocations[0]!.toolExecutionNotifications;
    expect(first).toMatchObject({level: 'warning', message: {text: expect.stringContaining('standard input')}});
  });
});

it('has no region where a finding has no line', () => {
  const analysis = analyzed(readFixture('task-api.topology.yaml'));
  const findings = analysis.findings.map((finding) => ({...finding, line: null}));
  const [result] = runOf({...analysis, findings}).results;
  expect(result!.locations[0]!.physicalLocation).toEqual({artifactLocation: {uri: file}});
});

it('tells blind spots as notes of the run, with the rule that could not judge', () => {
  const run = runOf(
    analyzed({services: {a: {latency: '1ms', calls: [{to: 'b'}]}, b: {}}, operations: {o: {entry: 'a'}}}),
  );
  const notes = run.invocations[0]!.toolExecutionNotifications;
  const target = notes.find(({message}) => message.text === 'Not judged: no target is stated for o.')!;
  expect(target.level).toBe('note');
  expect(run.tool.driver.rules[target.associatedRule!.index]!.id).toBe('target-missed');
  expect(notes).toContainEqual({
    descriptor: {id: 'not-judged'},
    level: 'note',
    message: {text: 'Not judged: no latency is stated for b.'},
  });
});

it('holds at most the 25,000 results that GitHub takes, the most severe ones, and says so', () => {
  const analysis = analyzed(readFixture('task-api.topology.yaml'));
  const findings = Array.from({length: 25_001}, (_, i) => ({...analysis.findings[0]!, subject: {service: `s${i}`}}));
  const run = runOf({...analysis, findings});
  expect(run.results).toHaveLength(25_000);
  expect(run.invocations[0]!.toolExecutionNotifications[0]!.message.text).toBe(
    'Only the 25,000 most severe of 25,001 findings are in this report.',
  );
});

it('takes hostile names for text: no control character, no placeholder, no link', () => {
  const analysis = analyzed(readFixture('hostile.topology.yaml'));
  const text = sarif(analysis, {file, version: '1'});
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e]/);
  for (const {message} of runOf(analysis).results) {
    expect(message.text).not.toContain('](');
    expect(message.text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
  }
});

describe('the place of a file', () => {
  it.each([
    ['shop.topology.yaml', 'shop.topology.yaml'],
    ['./systems/shop.yaml', 'systems/shop.yaml'],
    ['systems/../shop.yaml', 'shop.yaml'],
    ['../shop.yaml', '../shop.yaml'],
    ['my shop/100%#1.yaml', 'my%20shop/100%25%231.yaml'],
    ['http:/x.yaml', 'http%3A/x.yaml'],
    ['größe.yaml', 'gr%C3%B6%C3%9Fe.yaml'],
    ['/srv/shop.yaml', 'file:///srv/shop.yaml'],
    ['C:\\srv\\shop.yaml', 'file:///C:/srv/shop.yaml'],
    ['/../shop.yaml', 'file:///shop.yaml'],
    ['bad\ud800.yaml', 'bad%EF%BF%BD.yaml'],
  ])('%j is the URI %s (RFC 3986)', (path, uri) => {
    expect(artifactUri(path)).toBe(uri);
  });
});
