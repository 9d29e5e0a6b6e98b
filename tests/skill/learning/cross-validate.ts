import {unpacked} from '../../../src/skill/judge/learned.ts';
import type {Marked} from './marked-passages.ts';
import {type Read, read, untaught} from './readings.ts';
import {type Judged, judged} from './score.ts';
import {learn} from './train.ts';

/** Every passage of these writers, judged by what was learned from all others. */
export function crossValidated(all: readonly Marked[], writers: readonly string[]): readonly Judged[] {
  const readings = all.flatMap((one): readonly Read[] => {
    const reading = read(one);
    return reading === undefined ? [] : [reading];
  });
  return writers.flatMap((writer) => {
    const learned = unpacked(learn(readings.filter((one) => one.writer !== writer)));
    return all.filter((one) => one.writer === writer).map((one) => judged(one, {...untaught, learned}));
  });
}
