import type {Effect} from './facts.ts';
import type {JudgedEffect} from './judged-effect.ts';

/** Answers as evidence: `effects[0].result: shown; effects[0].waiting: person ("read the price")`. */
export function answered({index, what, effect}: JudgedEffect, facts: readonly (keyof Effect)[]): string {
  const said = facts.map((fact) => `effects[${index}].${fact}: ${value(effect[fact])}`);
  return `${said.join('; ')} ("${what}")`;
}

function value(answer: Effect[keyof Effect]): string {
  if (answer === null) return 'not answered';
  if (typeof answer !== 'object') return String(answer);
  const {tolerated, lag, bootstrap} = answer;
  return `tolerated ${tolerated ?? '?'}, lag ${lag ?? '?'}, bootstrap ${bootstrap ?? '?'}`;
}
