import {printable} from '../printable.ts';
import type {Row, SkillEval} from '../skill/eval/result.ts';

/**
 * The graded cases of the new skill as JUnit XML: a suite for each criterion; wrong answers are failures, missing ones
 * errors. A first suite holds the verdicts, which fail only where something got worse.
 */
export function skillEvalJunit(result: SkillEval, rows: readonly Row[], at: string): string {
  const suites = [
    suite('old against new', at, [
      verdictCase('all cases', result.verdict, result.pValue),
      ...result.criteria.map(({id, verdict, p}) => verdictCase(id, verdict, p)),
    ]),
    ...[...Map.groupBy(rows, ({one}) => one.criterion)].map(([criterion, own]) =>
      suite(criterion, at, own.map(gradedCase)),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="eventcoach skill eval, seed ${result.seed}">\n${suites.join('')}</testsuites>\n`;
}

interface Case {
  readonly state: 'passed' | 'failure' | 'error';
  readonly xml: string;
}

function suite(name: string, at: string, cases: readonly Case[]): string {
  const count = (state: Case['state']) => cases.filter((one) => one.state === state).length;
  const head = `name=${quoted(name)} tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" timestamp=${quoted(at)}`;
  return `  <testsuite ${head}>\n${cases.map(({xml}) => xml).join('')}  </testsuite>\n`;
}

function verdictCase(name: string, verdict: string, p: number): Case {
  const head = `    <testcase classname="verdict" name=${quoted(name)}`;
  if (verdict !== 'worse')
    return {state: 'passed', xml: `${head}><system-out>${escaped(verdict)}</system-out></testcase>\n`};
  return {
    state: 'failure',
    xml: `${head}><failure message="worse than the old version, p = ${p.toPrecision(3)}"/></testcase>\n`,
  };
}

function gradedCase({one, answers, errors}: Row): Case {
  const answer = answers.new;
  const head = `    <testcase classname=${quoted(one.kind)} name=${quoted(one.id)}`;
  if (answer === undefined) {
    const why = `no answer: ${errors.new ?? 'it was not asked, to stay within --max-cost'}`;
    return {state: 'error', xml: `${head}><error message=${quoted(why)}/></testcase>\n`};
  }
  const timed = `${head} time="${answer.seconds}"`;
  if (answer.passed) return {state: 'passed', xml: `${timed}/>\n`};
  const wrong = answer.parts
    .filter(({right}) => !right)
    .map(
      ({name, given}) => `${name}: ${JSON.stringify(given)} instead of ${JSON.stringify(one.measures[name]?.right)}`,
    );
  return {
    state: 'failure',
    xml: `${timed}><failure message=${quoted(wrong.join('; '))}>${escaped(one.prompt)}</failure></testcase>\n`,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML 1.0 has no way to write most control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>]/g, (sign) => entities[sign]!);
}

function quoted(text: string): string {
  return `"${escaped(text).replace(/["\n\t]/g, (sign) => entities[sign]!)}"`;
}
