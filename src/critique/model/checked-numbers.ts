import {timeSpan} from '../../figures.ts';
import {type Figure, shownFigure, type Topic} from './figures.ts';
import {type Mention, mentions, spansNamed} from './mentions.ts';

/** A text of the answer and where it stands: `reasons[0].text`. */
export interface Sentence {
  readonly where: string;
  readonly text: string;
}

/** A text whose numbers count as said, and what it is called: "the proposal". */
export interface OwnText {
  readonly name: string;
  readonly text: string;
}

/** A number of an answer against ours. `ours` is the figure that it agrees with, or that it should have been. */
export interface CheckedNumber {
  readonly where: string;
  readonly text: string;
  /** Its place in the text, in characters. */
  readonly at: number;
  readonly result: 'confirmed' | 'contradicted' | 'not-checkable';
  readonly ours: string | null;
}

/** The words that tell what a figure is about, and whether a figure of ours speaks against another one. */
const topics: Readonly<Record<Topic, {readonly words: RegExp; readonly binds: boolean}>> = {
  availability: {words: /\bavailab|\buptime|\bnines\b|\breachable/gi, binds: true},
  failure: {words: /\bunavailab|\bfail|\berrors?\b/gi, binds: true},
  downtime: {words: /\bdown(?:time)?\b|\boutages?\b|\bunavailab/gi, binds: true},
  latency: {
    words: /\blatenc|\bslow|\brespon[ds]|\banswers?\b|\banswered\b|\btakes?\b|\btook\b|\bwait|\bp\d\d|\bpercentile/gi,
    binds: true,
  },
  rate: {words: /\brequests?\b|\brate\b|\btraffic|\bload\b|\bthroughput/gi, binds: true},
  timeout: {
    words: /\btime-?outs?\b|\bgives? up|\bdeadline|\bback-?off|\bretr|\blimit|\bttl\b|\bbudget/gi,
    binds: false,
  },
  target: {words: /\btarget|\bslos?\b|\bslas?\b|\bgoal/gi, binds: false},
  retention: {
    words: /\bretention|\bretain|\bkept\b|\bkeeps?\b|\bstored\b|\bstale|\blag\b|\bcop(?:y|ies)\b/gi,
    binds: false,
  },
};

/** What comes after it is no statement about the system as it is. */
const supposing = /\b(?:if|were|suppose|assum|imagine|e\.g\.|for example|for instance|such as|say,)/i;

/**
 * Every figure in the sentences, compared with ours: `figures` are computed, `own` are texts whose numbers count as
 * said. A number is contradicted only where the sentence tells what it is about and we have that figure.
 */
export function checkedNumbers(
  sentences: readonly Sentence[],
  figures: readonly Figure[],
  own: readonly OwnText[],
): readonly CheckedNumber[] {
  const said = own.flatMap(({name, text}) => mentions(text).map((one) => ({...one, name})));
  const relevant = quotable(sentences, figures);
  const subjects = new Set(relevant.map(({subject}) => subject));
  return sentences.flatMap(({where, text}) =>
    mentions(text).map((one) => ({where, text: one.text, at: one.at, ...judged(text, one, relevant, subjects, said)})),
  );
}

/** More figures than an answer of a page can be about without naming what it talks of. */
const few = 2000;

/** The figures that the sentences can be about: of a large system those of what they name. */
function quotable(sentences: readonly Sentence[], figures: readonly Figure[]): readonly Figure[] {
  if (figures.length <= few) return figures;
  const all = sentences.map(({text}) => text.toLowerCase()).join('\n');
  const words = new Set(all.match(/[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*/gu));
  return figures.filter(({subject}) => {
    const name = subject.toLowerCase();
    return words.has(name) || (/\s/.test(name) && all.includes(name));
  });
}

type Judged = Pick<CheckedNumber, 'result' | 'ours'>;

function judged(
  text: string,
  one: Mention,
  figures: readonly Figure[],
  subjects: ReadonlySet<string>,
  said: readonly (Mention & {readonly name: string})[],
): Judged {
  const {sentence, at} = sentenceAround(text, one.at);
  const topic = topicOf(sentence, at, one);
  const comparable = figures.filter((figure) => isComparable(one, figure, topic));
  const named = comparable.filter(({subject}) => names(sentence, subject, subjects));
  // Of a number that says neither what nor whose it is, a match with any part of the system would be chance.
  const telling = named.length === 0 && topic !== null;
  const near = telling ? comparable : [...named, ...comparable.filter(({of}) => of === 'operation')];
  const same = near.find((figure) => agrees(one, figure.value));
  if (same) return {result: 'confirmed', ours: shown(same)};
  // Nobody who is right about a month is to be told that a year has more.
  const spans = one.quantity === 'time' && !one.yearly ? spansNamed(sentence) : [];
  const scaled = near.find(
    ({topic: of, value}) => of === 'downtime' && spans.some(({inYear}) => agrees(one, value / inYear)),
  );
  if (scaled) return {result: 'confirmed', ours: shown(scaled)};
  const isBound = topic !== null && topics[topic].binds && !supposing.test(sentence.slice(0, at));
  const [wrong] = isBound ? nearest(one, named) : [];
  const quoted = said.find((own) => (own.quantity === one.quantity || one.quantity === null) && agrees(one, own.value));
  // Of somebody whose figure we have, a number that merely stands somewhere (a target, say) confirms nothing.
  if (quoted && wrong) return {result: 'not-checkable', ours: shown(wrong)};
  if (quoted) return {result: 'confirmed', ours: `in ${quoted.name}`};
  if (wrong) return {result: 'contradicted', ours: shown(wrong, one)};
  const [closest] = nearest(
    one,
    comparable.filter(({of}) => of === 'operation'),
  );
  if (closest === undefined || !isBound || named.length > 0) return {result: 'not-checkable', ours: null};
  return {result: 'contradicted', ours: shown(closest, one)};
}

const nearest = (one: Mention, figures: readonly Figure[]) =>
  figures.toSorted((a, b) => Math.abs(a.value - one.value) - Math.abs(b.value - one.value));

function isComparable(one: Mention, {quantity, topic, value}: Figure, about: Topic | null): boolean {
  if (one.quantity === null) {
    // 0.996006 beside "availability" is a share; other bare numbers are counts.
    const share = one.value <= 1 && one.rounding < 0.5;
    return quantity === (share ? 'share' : 'count') && (about === null ? value === one.value : topic === about);
  }
  if (quantity !== one.quantity) return false;
  if (quantity === 'time' && one.yearly !== (topic === 'downtime') && (one.yearly || about !== 'downtime'))
    return false;
  return about === null || topic === about;
}

/** Equal within the rounding of the number as written; "about" allows a twentieth. 100 % and 0 % are exact claims. */
function agrees(one: Mention, ours: number): boolean {
  const off = Math.abs(one.value - ours);
  const grain = Number.EPSILON * 8 * Math.max(Math.abs(one.value), Math.abs(ours), 1);
  if (one.quantity === 'share' && (one.value === 0 || one.value >= 1)) return off <= grain;
  // Of a share near one, what is missing to one is what counts.
  const size = one.quantity === 'share' && ours > 0.5 ? 1 - ours : Math.abs(ours);
  return off <= (one.approximate ? Math.max(one.rounding, size / 20) : one.rounding) + grain;
}

function sentenceAround(text: string, place: number) {
  let [from, to] = [0, text.length];
  for (const {index} of text.matchAll(/[.!?;]\s|\n/g)) {
    if (index < place) from = index + 1;
    else {
      to = index;
      break;
    }
  }
  return {sentence: text.slice(from, to), at: place - from};
}

/** What the words nearest to the number say that it is about. */
function topicOf(sentence: string, at: number, {quantity, yearly}: Mention): Topic | null {
  if (yearly) return 'downtime';
  let best: {readonly topic: Topic; readonly distance: number} | null = null;
  for (const [topic, {words}] of Object.entries(topics) as [Topic, (typeof topics)[Topic]][]) {
    if (!fits(topic, quantity)) continue;
    for (const {index} of sentence.matchAll(words)) {
      const distance = Math.abs(index - at);
      if (best === null || distance < best.distance) best = {topic, distance};
    }
  }
  return best?.topic ?? null;
}

function fits(topic: Topic, quantity: Mention['quantity']): boolean {
  if (quantity === 'share') return topic === 'availability' || topic === 'failure' || topic === 'target';
  if (quantity === 'rate') return topic === 'rate';
  if (quantity === 'time') return topic !== 'availability' && topic !== 'failure' && topic !== 'rate';
  return quantity === null;
}

function names(sentence: string, subject: string, known: ReadonlySet<string>): boolean {
  const at = sentence.toLowerCase().indexOf(subject.toLowerCase());
  if (at === -1) return false;
  // "task" inside of "create-task" is another name.
  const around = /[\p{L}\p{N}_/-]*$/u.exec(sentence.slice(0, at))![0] + subject;
  return around === subject || !known.has(around);
}

/** A figure of ours with whose it is; beside a downtime that is said of a month, of a month as well. */
function shown(figure: Figure, {span}: Pick<Mention, 'span'> = {span: null}): string {
  const whole = `${shownFigure(figure)} (${figure.subject}: ${figure.what})`;
  if (figure.topic !== 'downtime' || span === null || span.inYear === 1) return whole;
  return `${timeSpan(figure.value / span.inYear)} a ${span.name}, ${whole}`;
}
