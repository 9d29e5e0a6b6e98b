// Learns what words say from the marked cases and writes src/critique/words/learned.json: npm run learn
import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import type {PackedHead} from '../../../src/critique/words/learned.ts';
import {type Learned, learned, read, tasks} from './heads.ts';
import {learningCases, learningText} from './marked-cases.ts';

/** Weights are kept as multiples of this. */
const unit = 1 / 64;
/** Smaller weights than this many units are left out. */
const smallest = 2;

const cases = learningCases().map(read);
const heads = new Map(Object.keys(tasks).map((name) => [name, rounded(learned(name, cases))]));
const features = [...new Set([...heads.values()].flatMap(({weights}) => [...weights.keys()]))].sort();
const places = new Map(features.map((feature, i) => [feature, i]));
const packed = Object.fromEntries([...heads].map(([name, head]) => [name, pack(head)]));
const from = {cases: cases.length, sha256: createHash('sha256').update(learningText()).digest('hex')};
const file = new URL('../../../src/critique/words/learned.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({from, unit, features: features.join('\n'), heads: packed})}\n`);
console.log(`${cases.length} cases, ${features.length} features, ${heads.size} heads.`);

/** Weights as whole units of their difference to the first class. */
function rounded({classes, bias, weights}: Learned): Learned {
  const units = [...weights]
    .map(([feature, own]) => [feature, own.slice(1).map((one) => Math.round((one - own[0]!) / unit))] as const)
    .filter(([, own]) => own.some((one) => Math.abs(one) >= smallest));
  return {classes, bias: bias.map((one) => Math.round((one - bias[0]!) * 1e4) / 1e4), weights: new Map(units)};
}

function pack({classes, bias, weights}: Learned): PackedHead {
  const used = [...weights].map(([feature, own]) => ({at: places.get(feature)!, own})).sort((a, b) => a.at - b.at);
  const steps = used.map(({at}, i) => at - (i === 0 ? -1 : used[i - 1]!.at));
  return {classes, bias, steps, weights: used.flatMap(({own}) => own)};
}
