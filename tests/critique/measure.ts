// Prints how the local critic does on the labelled cases: node tests/critique/measure.ts
import {localCritique} from '../../src/critique/local-critique.ts';
import {labelled, without} from './labelled.ts';
import {score, scoreText} from './score.ts';

const local = ({proposal}: Parameters<Parameters<typeof score>[1]>[0]) => localCritique(proposal);
console.log(scoreText('from the answers', score(labelled(), local)));
console.log(scoreText('result and waiting withheld', score(labelled(without('result', 'waiting')), local)));
