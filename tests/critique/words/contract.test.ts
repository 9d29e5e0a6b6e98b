import {describe, expect, it} from 'vitest';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {type Labelled, labelled, ownLabelled, silent, without, wordsOnly} from '../labelled.ts';
import {marked} from '../learning/marked-cases.ts';
import {score} from '../score.ts';

const local = ({proposal}: Labelled) => localCritique(proposal);
const withheld = without('result', 'waiting');

describe('from words alone, on cases that nothing was learned from', () => {
  const scores = {
    labelled: score(labelled(wordsOnly), local),
    'in the first exam': score(marked('exam/exam-c.json'), local),
    'in the second exam': score(marked('exam/exam-d.json'), local),
  };

  it.each(Object.entries(scores))(
    'on the cases that are %s: no needed answer is published, at least 95 %% of the verdicts given are right, and at least 60 %% get one',
    (_, {costly, rightWhenGiven, coverage}) => {
      expect(costly).toEqual([]);
      expect(rightWhenGiven).toBeGreaterThanOrEqual(0.95);
      expect(coverage).toBeGreaterThanOrEqual(0.6);
    },
  );

  it.each(Object.entries(scores))(
    'on the cases that are %s: nine in ten flaws named are there, and six in ten are named',
    (_, s) => {
      expect(s.flawPrecision).toBeGreaterThanOrEqual(0.9);
      expect(s.flawRecall).toBeGreaterThanOrEqual(0.6);
    },
  );
});

describe('with result and waiting withheld', () => {
  it.each([
    ['labelled', labelled(withheld)],
    ['our own', ownLabelled(withheld)],
  ])('publishes no needed answer of the cases that are %s, with the words and without', (_, cases) => {
    expect(score(cases, local).costly).toEqual([]);
    expect(score(cases.map(silent), local)).toMatchObject({costly: [], rightWhenGiven: 1});
  });
});

it('judges our own cases from their answers as they are labelled', () => {
  // Those labelled `ask` have no answers.
  const answered = ownLabelled().filter(({verdict}) => verdict !== 'ask');
  const {accuracy, flawRecall} = score(answered, local);
  expect([accuracy, flawRecall]).toEqual([1, 1]);
});

it('gives each verdict that it read out of words as likely, quotes them, and asks what would make sure', () => {
  for (const one of [...labelled(wordsOnly), ...ownLabelled(wordsOnly)]) {
    const {verdict, confidence, reasons, questions, flaws} = localCritique(one.proposal);
    expect(confidence).toBe('likely');
    if (verdict === 'ask') {
      expect([1, 2], one.proposal.id).toContain(questions.length);
      continue;
    }
    expect(questions[0]).toMatchObject({decides: `whether ${verdict} is right`});
    for (const {evidence} of reasons) expect(quotesOf(evidence, one.proposal), evidence).toBe(true);
    for (const {because} of flaws) expect(because).toMatch(/You wrote \S+: "/);
  }
});

/** Whether a reason's evidence holds a quote of the author that stands in the field it names. */
function quotesOf(evidence: string, proposal: object): boolean {
  const found = [...evidence.matchAll(/([\w.]+): "((?:[^"]|"(?! \(|;|$))*)"/g)];
  return found.some(([, path = '', text = '']) => {
    const field = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], proposal);
    const plain = String(field).normalize('NFKC');
    return text.endsWith('...') ? plain.includes(text.slice(0, -3)) : plain.includes(text.split(', ')[0]!);
  });
}
