// Prints how the local critic does on the labelled cases, from answers and from words: npm run -s measure
import {readdirSync} from 'node:fs';
import {localCritique} from '../../src/critique/local-critique.ts';
import {type Labelled, labelled, ownLabelled, silent, without, wordsOnly} from './labelled.ts';
import {marked} from './learning/marked-cases.ts';
import {score, scoreText} from './score.ts';

const public45 = 'the 45, never learned from';
const own = 'our own cases, learned from';
const withheld = without('result', 'waiting');
const ways = [
  {title: 'from the answers', edit: undefined, words: true},
  {title: 'result and waiting withheld, words present', edit: withheld, words: true},
  {title: 'result and waiting withheld, words absent', edit: withheld, words: false},
] as const;

for (const {title, edit, words} of ways) {
  for (const [name, cases] of [
    [public45, labelled(edit)],
    [own, ownLabelled(edit)],
  ] as const) {
    print(`${title}: ${name}`, words ? cases : cases.map(silent));
  }
}
print(`from words alone: ${public45}`, labelled(wordsOnly));
for (const file of readdirSync(new URL('../../fixtures/critique/exam/', import.meta.url)).sort()) {
  print(`from words alone: exam/${file}, never learned from`, marked(`exam/${file}`));
}
print(`from words alone: ${own}`, ownLabelled(wordsOnly));

function print(title: string, cases: readonly Labelled[]): void {
  console.log(
    scoreText(
      title,
      score(cases, ({proposal}) => localCritique(proposal)),
    ),
  );
}
