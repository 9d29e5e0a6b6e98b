import type {Reason} from './critique.ts';
import type {Effect} from './facts.ts';
import type {Proposal} from './proposal.ts';
import {sources} from './sources.ts';
import {quoteText} from './words/quote.ts';
import type {WordsAnswers} from './words/words-answers.ts';

const gates: readonly (keyof Effect)[] = ['result', 'waiting', 'refusal'];
/** Answers that make an effect needed; the other ones free it. */
const needing: ReadonlySet<unknown> = new Set(['shown', 'returned', 'used', 'decides', 'person', 'device', 'told-now']);

/** Where the answers given for the only effect and the author's words point different ways: the answer counts. */
export function disagreements({facts}: Proposal, {call: {stance, effects}}: WordsAnswers): readonly Reason[] {
  const [given, ...more] = facts.effects;
  const [words, ...others] = effects;
  if (!given || !words || more.length > 0 || others.length > 0 || stance === 'open') return [];
  const contrary = gates.filter((fact) => {
    const [said, wrote] = [given[fact], words[fact]];
    return said !== null && wrote !== undefined && needing.has(said) !== needing.has(wrote.value);
  });
  // Another answer may say the same as the words: what is shown and what is waited for both keep the call.
  if (contrary.some((fact) => needing.has(given[fact])) !== gates.some((fact) => needing.has(given[fact]))) return [];
  return contrary.slice(0, 1).map((fact) => ({
    text: `You answered ${String(given[fact])}, but wrote "${words[fact]!.quote.text}". The answer counts; correct it if the words are right.`,
    evidence: `effects[0].${fact}: ${String(given[fact])}; ${quoteText(words[fact]!.quote)}`,
    source: sources.styles,
  }));
}
