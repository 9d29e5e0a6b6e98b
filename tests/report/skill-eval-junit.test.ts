import {describe, expect, it} from 'vitest';
import {skillEvalJunit} from '../../src/report/skill-eval-junit.ts';
import type {KeptAnswer} from '../../src/skill/eval/answers-log.ts';
import {casesOf} from '../../src/skill/eval/cases.ts';
import {figuresOf, type Row, type SkillEval} from '../../src/skill/eval/result.ts';

const hostile = '"><evil a="\'&amp;\u0000\u001b[2J\ud800]]>\n\t';
const cases = casesOf('consumer-lag', '1', 4);
const kept = (passed: boolean): KeptAnswer => ({
  key: 'k',
  case: 'c',
  skill: 's',
  critic: 'openai',
  model: 'm',
  answeredBy: 'm',
  passed,
  parts: [{name: hostile, right: passed, given: hostile}],
  text: hostile,
  read: [],
  usage: null,
  seconds: 1.5,
  at: '2026-11-23T10:00:00Z',
});
const rows: readonly Row[] = cases.map((one, i) => ({
  one: {...one, prompt: hostile},
  answers: {none: undefined, old: kept(true), new: i >= 2 ? undefined : kept(i === 0)},
  unusable: {none: undefined, old: undefined, new: undefined},
  errors: {none: undefined, old: undefined, new: i === 2 ? `the service said 413 ${hostile}` : undefined},
}));
const skill = {name: 'k', version: null, path: 'k', hash: 'h'};
const result: SkillEval = {
  schema: 'eventcoach/skill-eval@1',
  seed: 1,
  ...figuresOf(rows, false),
  errored: 1,
  unusable: {questions: 0, none: 0, old: 0, new: 0, example: null},
  uncovered: [],
  unasked: [],
  open: 0,
  critic: 'openai',
  model: 'm',
  context: 'body',
  skills: {old: skill, new: skill},
  cost: null,
  ownEvals: [],
};

describe('JUnit XML', () => {
  const xml = skillEvalJunit(result, rows, '2026-11-23T10:00:00Z');

  it('counts a wrong answer as a failure and a missing one as an error', () => {
    expect(xml).toContain(
      '<testsuite name="consumer-lag" tests="4" failures="1" errors="2" timestamp="2026-11-23T10:00:00Z">',
    );
  });

  it('says why an answer is missing: what went wrong, or that nothing was asked', () => {
    expect(xml).toMatch(/<error message="no answer: the service said 413 [^"]*"\/>/);
    expect(xml).toContain('<error message="no answer: it was not asked, to stay within --max-cost"/>');
  });

  it('lets no answer break out of its place', () => {
    const names = new Set([...xml.matchAll(/<\/?([a-z-]+)/g)].map(([, name]) => name));
    expect(names).toEqual(new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'system-out']));
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|\p{Surrogate}/u);
    // What is left without tags whose attributes are well quoted holds no mark.
    expect(xml.replace(/<[?/]?[a-z-]+(?: [a-z]+="[^"<>]*")*[?/]?>/g, '')).not.toMatch(/[<>]/);
  });
});
