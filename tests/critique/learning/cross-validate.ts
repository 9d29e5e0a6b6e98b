// How the critic does on each set of marked cases when it has learned from the others: npm run -s measure-learning
import {localCritique} from '../../../src/critique/local-critique.ts';
import {reader} from '../../../src/critique/words/reader.ts';
import {wordsAnswers} from '../../../src/critique/words/words-answers.ts';
import type {Labelled} from '../labelled.ts';
import {score, scoreText} from '../score.ts';
import {stuffed} from '../words/claims.ts';
import {type Learned, learned, read} from './heads.ts';
import {learningCases, marked} from './marked-cases.ts';

const all = learningCases().map(read);
const sets = [...new Set(all.map(({set}) => set))];
const verdictOf = new Map<string, ReturnType<typeof localCritique>>();
/** Needed answers that claims such as "Nobody uses the answer." beside the author's words got published. */
const talkedInto: string[] = [];
let needed = 0;
const isPublished = ({verdict}: ReturnType<typeof localCritique>) => verdict === 'convert' || verdict === 'needs-work';
for (const set of sets) {
  const others = all.filter((one) => one.set !== set);
  const heads = new Map<string, Learned>();
  const model = (head: string) => {
    const known = heads.get(head) ?? learned(head, others);
    heads.set(head, known);
    return known;
  };
  const own = reader(model);
  const critic = (proposal: Labelled['proposal']) =>
    localCritique(proposal, {readWords: (one) => wordsAnswers(one, own)});
  const cases = all.filter((one) => one.set === set);
  for (const {proposal} of cases) verdictOf.set(proposal.id, critic(proposal));
  for (const {proposal, verdict} of cases) {
    if (isPublished(verdictOf.get(proposal.id)!) || (verdict !== 'keep-sync' && verdict !== 'split')) continue;
    needed += 1;
    if (stuffed(proposal).some((one) => isPublished(critic(one)))) talkedInto.push(proposal.id);
  }
  console.log(
    scoreText(
      `${set}, learned from the other sets`,
      score(cases, ({proposal}) => verdictOf.get(proposal.id)!),
    ),
  );
}
console.log(
  scoreText(
    'all sets, each learned from the others',
    score(all, ({proposal}) => verdictOf.get(proposal.id)!),
  ),
);
console.log(
  `claims that nobody needs the answer: ${talkedInto.length} of ${needed} published ${talkedInto.join(', ')}\n`,
);
for (const name of process.argv.slice(2)) {
  console.log(
    scoreText(
      name,
      score(marked(name), ({proposal}) => localCritique(proposal)),
    ),
  );
}
