// Learns from the labelled passages what meets a criterion and writes src/skill/judge/learned.json: npm run learn-skill
import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {learningPassages, learningText} from './marked-passages.ts';
import {read} from './readings.ts';
import {learn} from './train.ts';

const passages = learningPassages();
const learned = learn(passages.flatMap((one) => read(one) ?? []));
const from = {passages: passages.length, sha256: createHash('sha256').update(learningText()).digest('hex')};
const file = new URL('../../../src/skill/judge/learned.json', import.meta.url);
const text = `${JSON.stringify({from, ...learned})}\n`;
writeFileSync(file, text);
console.log(
  `${passages.length} passages, ${learned.features.split('\n').length} features, ${Math.round(text.length / 1024)} KB.`,
);
