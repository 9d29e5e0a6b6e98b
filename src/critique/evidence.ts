import type {Effect} from './facts.ts';
import type {JudgedEffect} from './judged-effect.ts';
import {type Quotes, quoteText} from './words/quote.ts';

/**
 * Answers as evidence: `effects[0].result: shown; effects[0].waiting: person ("read the price")`. What was read out of
 * words is quoted instead: `callerUsesResponse: "we show it"`.
 */
export function answered({index, what, effect, quotes}: JudgedEffect, facts: readonly (keyof Effect)[]): string {
  const paths = facts.map((fact) => ({path: `effects[${index}].${fact}`, said: value(effect[fact])}));
  const written = paths.flatMap(({path}) => quotes.get(path) ?? []).map(quoteText);
  const given = paths.filter(({path}) => !quotes.has(path)).map(({path, said}) => `${path}: ${said}`);
  return `${[...given, ...new Set(written)].join('; ')} ("${what}")`;
}

/** What a flaw rests on: `Your answer: event.publishStep: separate.` or `You wrote notes: "commit, then send".` */
export function basis(answers: string, quotes: Quotes): string {
  const parts = answers.split('; ').map((answer) => ({answer, quote: quoteFor(answer, quotes)}));
  const given = parts.filter(({quote}) => quote === undefined).map(({answer}) => answer);
  const written = new Set(parts.flatMap(({quote}) => (quote === undefined ? [] : quoteText(quote))));
  return [
    ...(given.length > 0 ? [`Your answer: ${given.join('; ')}.`] : []),
    ...(written.size > 0 ? [`You wrote ${[...written].join(', ')}.`] : []),
  ].join(' ');
}

/** The words for an answer such as `event.fields[0].data: secret`, which were read as a whole: `event.fields`. */
function quoteFor(answer: string, quotes: Quotes) {
  const path = answer.slice(0, answer.indexOf(': '));
  return quotes.get(path) ?? quotes.get(path.replace(/^(event\.fields)\[.*$/, '$1'));
}

function value(answer: Effect[keyof Effect]): string {
  if (answer === null) return 'not answered';
  if (typeof answer !== 'object') return String(answer);
  const {tolerated, lag, bootstrap} = answer;
  return `tolerated ${tolerated ?? '?'}, lag ${lag ?? '?'}, bootstrap ${bootstrap ?? '?'}`;
}
