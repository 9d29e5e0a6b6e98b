// Prints how the local critic does on every part of the labelled cases, three ways: npm run -s measure
import {localCritique} from '../../src/critique/local-critique.ts';
import {partOf, parts, silent, without, wordsOnly} from './labelled.ts';
import {score, scoreText} from './score.ts';

const withheld = without('result', 'waiting');
const ways = [
  {title: 'from the answers', edit: undefined, words: true},
  {title: 'result and waiting withheld, words present', edit: withheld, words: true},
  {title: 'result and waiting withheld, words absent', edit: withheld, words: false},
  {title: 'from words alone', edit: wordsOnly, words: true},
] as const;
const chosen = process.argv[2];
for (const {title, edit, words} of ways) {
  for (const part of Object.keys(parts) as (keyof typeof parts)[]) {
    if (chosen !== undefined && chosen !== part) continue;
    const cases = partOf(part, edit).map((one) => (words ? one : silent(one)));
    console.log(
      scoreText(
        `${title}: ${part}`,
        score(cases, ({proposal}) => localCritique(proposal)),
      ),
    );
  }
}
