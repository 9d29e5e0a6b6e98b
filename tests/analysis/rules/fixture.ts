import {readFileSync} from 'node:fs';
import type {rules} from '../../../src/analysis/rules/index.ts';
import {analyzed} from '../built.ts';

export type RuleId = keyof typeof rules;

/** What one rule finds in a file and what it cannot judge there, by the analysis with every rule. */
export function judged(rule: RuleId, file: string | object) {
  const {findings, blindSpots} = analyzed(file);
  return {
    findings: findings.filter((finding) => finding.rule === rule),
    blindSpots: blindSpots.filter((spot) => spot.rule === rule).map(({field, subject}) => ({field, subject})),
  };
}

/** The rule's own fixture under every rule: all that is found, and the line that the fixture marks with "# here". */
export function fixture(rule: RuleId) {
  const text = readFileSync(`fixtures/rules/${rule}.topology.yaml`, 'utf8');
  const lines = text.split('\n');
  const marked = lines.flatMap((line, i) => (line.includes('# here') ? [i + 1] : []));
  if (marked.length !== 1) throw new Error(`fixtures/rules/${rule}.topology.yaml marks ${marked.length} lines`);
  return {findings: analyzed(text).findings, line: marked[0]!};
}
