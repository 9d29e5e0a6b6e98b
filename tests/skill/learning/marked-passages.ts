import {readdirSync, readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {labelledDocuments, straysOf} from './labelled-documents.ts';

/** A passage that was written to meet, or to look as if it met, a criterion; see fixtures/skill/PROVENANCE.md. */
export interface Marked {
  /** Who wrote it: nobody is judged by what was learned from the same hand. */
  readonly writer: string;
  /** `none` for strays, which belong to no criterion. */
  readonly criterion: string;
  readonly met: boolean;
  readonly kind: string;
  readonly hard: boolean;
  readonly text: string;
}

const folder = new URL('../../../', import.meta.url);
const fixtures = 'fixtures/skill';
const list = (path: string) =>
  readdirSync(new URL(path, folder))
    .sort()
    .map((name) => `${path}/${name}`);
const text = (path: string) => readFileSync(new URL(path, folder), 'utf8');

type Entry = Partial<Marked> & Pick<Marked, 'text'>;

/** The labelled passages of a set with one list. */
export function marked(path: string): readonly Marked[] {
  const {passages}: {passages: readonly (Entry & Pick<Marked, 'criterion' | 'met'>)[]} = parse(text(path));
  const writer = path.replace(/^.*\/|\.yaml$/g, '');
  return passages.map((one) => ({writer, kind: 'paraphrase', hard: false, ...one}));
}

const trickyKinds: ReadonlySet<string | undefined> = new Set(['negation', 'wrong']);

/** The passages that were written along with the rules of an earlier check. */
function rounds(): readonly Marked[] {
  const strays: readonly string[] = parse(text(`${fixtures}/unrelated.yaml`));
  const own = list(`${fixtures}/passages`).flatMap((path) => {
    const criterion = path.replace(/^.*\/|\.yaml$/g, '');
    const {met, unmet}: Record<'met' | 'unmet', readonly Entry[]> = parse(text(path));
    const all = [...met.map((one) => ({...one, met: true})), ...unmet.map((one) => ({...one, met: false}))];
    return all.map(({text: said, met: isMet, kind = 'paraphrase'}) => ({
      ...{writer: 'rounds', criterion, met: isMet, kind, text: said},
      hard: trickyKinds.has(kind),
    }));
  });
  const none = {writer: 'rounds', criterion: 'none', met: false, kind: 'unrelated', hard: false};
  return [...own, ...strays.map((stray) => ({...none, text: stray}))];
}

/** The knowledge cards: each meets its criterion. */
function cards(): readonly Marked[] {
  return list('prompts/cards').map((path) => ({
    ...{writer: 'cards', criterion: path.replace(/^.*\/|\.md$/g, ''), met: true, kind: 'paraphrase', hard: false},
    text: text(path).split(/^---$/m).slice(2).join('---').trim(),
  }));
}

const exams = list(`${fixtures}/exam`);
/** Passages, and whole documents, that nothing is learned from. */
export const examFiles: readonly string[] = exams.filter((path) => path.includes('/exam-'));
export const documentExams: readonly string[] = exams.filter((path) => path.includes('/documents-'));
/** Whole documents; the parts of those that state no criterion are learned from. */
export const learningDocuments = `${fixtures}/documents/learning.yaml`;
export const markedFiles: readonly string[] = list(`${fixtures}/marked`);
/** Passages of the project's own skills. */
const sections = `${fixtures}/sections.yaml`;

function documents(): readonly Marked[] {
  return labelledDocuments(learningDocuments).flatMap((document) =>
    document.meets.length === 0 ? straysOf(document, 'documents') : [],
  );
}

/** All that is learned from: the writers one after the other. */
export function learningPassages(): readonly Marked[] {
  return [...markedFiles.flatMap(marked), ...marked(sections), ...rounds(), ...cards(), ...documents()];
}

/** All that is learned from, as it stands in the files. */
export function learningText(): string {
  const paths = [
    ...markedFiles,
    sections,
    ...list(`${fixtures}/passages`),
    `${fixtures}/unrelated.yaml`,
    ...list('prompts/cards'),
    learningDocuments,
  ];
  return [...paths, 'skills/rubric.yaml'].map(text).join('');
}
