import {readFileSync} from 'node:fs';
import type {Finding} from '../../../src/analysis/rules/rule.ts';
import {analyzed} from '../built.ts';
import {judged, type RuleId} from './fixture.ts';

/** The little system in which the thing that a rule looks for is wrong. */
export function ruleFixture(rule: RuleId): string {
  return readFileSync(`fixtures/rules/${rule}.topology.yaml`, 'utf8');
}

/** The line (counted from 1) of the first line of a text that holds `part`. */
export function lineOf(text: string, part: string): number {
  const index = text.split('\n').findIndex((line) => line.includes(part));
  if (index === -1) throw new Error(`no line holds ${part}`);
  return index + 1;
}

/** What one rule finds in a file, with every rule running. */
export function found(file: string | object, rule: RuleId): readonly Finding[] {
  return judged(rule, file).findings;
}

/** What one rule cannot judge in a file, as `field of subject`. */
export function blind(file: string | object, rule: RuleId): readonly string[] {
  return judged(rule, file).blindSpots.map(({field, subject}) => `${field} of ${subject}`);
}

/** The rules that err or warn on a file, each once. */
export function loudRules(file: string | object): readonly string[] {
  const loud = analyzed(file).findings.filter(({severity}) => severity !== 'info');
  return [...new Set(loud.map(({rule}) => rule))].sort();
}
