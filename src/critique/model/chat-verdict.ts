import type {Verdict} from '../critique.ts';

const words: Readonly<Record<string, Verdict>> = {
  convert: 'convert',
  'keep-sync': 'keep-sync',
  'keep sync': 'keep-sync',
  'keep synchronous': 'keep-sync',
  split: 'split',
  'needs-work': 'needs-work',
  'needs work': 'needs-work',
  ask: 'ask',
  undecided: 'ask',
};

const named = Object.keys(words).join('|');

/** The verdict that a chat's answer states in words ("Verdict: keep-sync"); null where it states none, or several. */
export function chatVerdict(text: string): Verdict | null {
  const stated = new RegExp(`\\bverdict\\b[^a-z\\n]{0,12}(?:is\\b[^a-z\\n]{0,6})?(${named})\\b`, 'gi');
  const found = new Set([...text.matchAll(stated)].map(([, word = '']) => words[word.toLowerCase()]!));
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? null : only;
}

/** The lines of a text as sentences to check, long ones in pieces; `line 3` is where they stand. */
export function chatSentences(text: string): readonly {readonly where: string; readonly text: string}[] {
  return text.split(/\r\n?|\n/).flatMap((line, i) => {
    const pieces = line.match(/.{1,2000}(?=\s|$)|.{1,2000}/gsu) ?? [];
    return pieces.map((piece) => ({where: `line ${i + 1}`, text: piece}));
  });
}
