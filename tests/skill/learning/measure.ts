// How well "skill check" judges passages of writers that it has not learned from: npm run -s measure-skill
import {readFileSync} from 'node:fs';
import {builtInRubric} from '../../../src/skill/load-rubric.ts';
import {parseRubric} from '../../../src/skill/rubric.ts';
import {crossValidated} from './cross-validate.ts';
import {documentScore, type JudgedDocument, judgedDocument, labelledDocuments} from './labelled-documents.ts';
import {documentExams, examFiles, learningPassages, type Marked, marked} from './marked-passages.ts';
import {type Judged, judged, score} from './score.ts';

const all = learningPassages();
const writers = [...new Set(all.map(({writer}) => writer))].filter(
  (writer) => writer !== 'cards' && writer !== 'sections',
);
const exams = examFiles.map((path) => [path.replace(/^.*\/|\.yaml$/g, ''), marked(path)] as const);
const rubric = await builtInRubric();
const name = 'fixtures/skill/word-patterns.yaml';
const patterns = parseRubric(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'), name);

const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(6);
const row = (title: string, judgements: readonly Judged[]) => {
  const {count, precision, recall, unsure} = score(judgements);
  return `  ${title.padEnd(54)}${String(count).padStart(5)}${percent(precision)}${percent(recall)}${percent(unsure)}`;
};

function print(title: string, judgements: readonly Judged[]): void {
  console.log(`${`\n${title}`.padEnd(60)}  passages, precision, recall, unsure`);
  console.log(row('all', judgements));
  console.log(
    row(
      'easy',
      judgements.filter(({passage}) => !passage.hard),
    ),
  );
  console.log(
    row(
      'hard',
      judgements.filter(({passage}) => passage.hard),
    ),
  );
  console.log(
    row(
      'all but wrong claims, which it cannot judge',
      judgements.filter(({passage}) => passage.kind !== 'wrong'),
    ),
  );
  const {othersPerMet, strays} = score(judgements);
  console.log(`  other criteria found in a passage that meets its own: ${othersPerMet.toFixed(2)}`);
  console.log(`  prose on other subjects in which some criterion is found:${percent(strays)}`);
}

/** Of each kind of unmet passage how many are taken for met. */
function printKinds(judgements: readonly Judged[]): void {
  console.log('\n  taken for met, by kind of unmet passage');
  const unmet = judgements.filter(({passage: {met, criterion}}) => !met && criterion !== 'none');
  for (const [kind, own] of [...Map.groupBy(unmet, ({passage}) => passage.kind)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const wrong = own.filter(({verdict}) => verdict === 'met').length;
    console.log(`  ${kind.padEnd(54)}${String(own.length).padStart(5)}${percent(wrong / own.length)}`);
  }
}

function printCriteria(judgements: readonly Judged[]): void {
  console.log('\n  by criterion');
  for (const {id} of rubric.criteria)
    console.log(
      row(
        id,
        judgements.filter(({passage}) => passage.criterion === id),
      ),
    );
}

const wordsIn = ({text}: Marked) => text.split(/\s+/).length;

/** The number of words from which on a passage is met as often as not, for those who wrote what is learned from. */
function lengthOf(learned: readonly Marked[]): number {
  const lengths = learned.map((one) => ({met: one.met, words: wordsIn(one)}));
  const right = (least: number) => lengths.filter(({met, words}) => met === words >= least).length;
  const counts = Array.from({length: 100}, (_, least) => right(least));
  return counts.indexOf(Math.max(...counts));
}

/** The verdicts of one who knows nothing but the length: then every criterion is met, or none. */
function byLength(passages: readonly Marked[], learned: readonly Marked[]): readonly Judged[] {
  const least = lengthOf(learned);
  return passages.map((passage) => {
    const isLong = wordsIn(passage) >= least;
    const all = rubric.criteria.length - (passage.criterion === 'none' ? 0 : 1);
    return {passage, verdict: isLong ? 'met' : 'unmet', others: isLong ? all : 0};
  });
}

/** What it is worth to know nothing but the length of a passage, and what the check was worth before it learned. */
function printBaselines(title: string, passages: readonly Marked[], lengths: readonly Judged[]): void {
  print(`${title}: by the number of words alone`, lengths);
  print(
    `${title}: by the word patterns of before`,
    passages.map((passage) => judged(passage, patterns)),
  );
}

const validated = crossValidated(all, writers);
for (const writer of writers) {
  print(
    `${writer}, learned from the others`,
    validated.filter(({passage}) => passage.writer === writer),
  );
}
const marks = validated.filter(({passage}) => passage.writer !== 'rounds');
print('all marked sets, each learned from the others', marks);
printKinds(marks);
printCriteria(marks);
const byWriter = Map.groupBy(
  marks.map(({passage}) => passage),
  ({writer}) => writer,
);
printBaselines(
  'all marked sets',
  [...byWriter.values()].flat(),
  [...byWriter].flatMap(([writer, own]) =>
    byLength(
      own,
      all.filter((one) => one.writer !== writer),
    ),
  ),
);
for (const [title, passages] of exams) {
  const found = passages.map((passage) => judged(passage, rubric));
  print(`${title}, learned from none of it`, found);
  printKinds(found);
  printCriteria(found);
  printBaselines(title, passages, byLength(passages, all));
}

function printDocuments(title: string, judgements: readonly JudgedDocument[]): void {
  const {documents, precision, recall, wrongEach} = documentScore(judgements);
  // Where no criterion is stated there is nothing to find, and whatever is found is wrong.
  const shares = judgements.some(({document}) => document.meets.length > 0)
    ? `${percent(precision)}${percent(recall)}`
    : ' '.repeat(12);
  const figures = `${shares}${wrongEach.toFixed(2).padStart(7)}`;
  console.log(`  ${title.padEnd(54)}${String(documents).padStart(5)}${figures}`);
}

for (const path of documentExams) {
  const found = labelledDocuments(path).map((document) => judgedDocument(document, rubric));
  const name = path.replace(/^.*\/|\.yaml$/g, '');
  console.log(`${`\n${name}, learned from none of it`.padEnd(58)}  documents, precision, recall, wrong in each`);
  printDocuments(
    'about events, each stating some criteria',
    found.filter(({document}) => document.meets.length > 0),
  );
  printDocuments(
    'about other things, stating none',
    found.filter(({document}) => document.meets.length === 0),
  );
}
