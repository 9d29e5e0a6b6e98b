import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {judge} from '../../../src/skill/evidence.ts';
import type {Rubric} from '../../../src/skill/rubric.ts';
import type {Marked} from './marked-passages.ts';

/** A whole document, with the criteria that it states; see fixtures/skill/PROVENANCE.md. */
export interface LabelledDocument {
  readonly title: string;
  readonly meets: readonly string[];
  readonly text: string;
}

/** The documents of a file, by its path from the project's root. */
export function labelledDocuments(path: string): readonly LabelledDocument[] {
  return parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')).documents;
}

const entry = /^\s*(?:[-*|]|\d+\.)\s*\S/;

/** The paragraphs, lists and tables of a document that states nothing, and the entries and rows of these one by one. */
export function straysOf({text}: LabelledDocument, writer: string): readonly Marked[] {
  const blocks = text
    .replace(/^```[\s\S]*?^```/gm, '')
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '' && !block.startsWith('#'));
  return blocks
    .flatMap((block) => {
      const entries = block.split('\n').filter((line) => entry.test(line));
      return entries.length > 1 ? [block, ...entries] : [block];
    })
    .map((part) => ({writer, criterion: 'none', met: false, kind: 'document', hard: false, text: part}));
}

/** What the check says of a document, against its labels. */
export interface JudgedDocument {
  readonly document: LabelledDocument;
  readonly found: readonly string[];
}

export function judgedDocument(document: LabelledDocument, rubric: Rubric): JudgedDocument {
  const {judgements} = judge([{file: 'SKILL.md', text: document.text, from: 0}], rubric);
  return {document, found: judgements.flatMap(({criterion, evidence}) => (evidence.length > 0 ? [criterion.id] : []))};
}

/** How well the criteria that are found in documents agree with their labels. */
export interface DocumentScore {
  readonly documents: number;
  /** The share of found criteria that the documents state; 1 without any. */
  readonly precision: number;
  /** The share of stated criteria that are found; 1 without any. */
  readonly recall: number;
  /** How many criteria are found in a document that does not state them, on average. */
  readonly wrongEach: number;
}

export function documentScore(all: readonly JudgedDocument[]): DocumentScore {
  const stated = all.reduce((sum, {document}) => sum + document.meets.length, 0);
  const found = all.reduce((sum, one) => sum + one.found.length, 0);
  const right = all.reduce(
    (sum, {document, found: ids}) => sum + ids.filter((id) => document.meets.includes(id)).length,
    0,
  );
  return {
    documents: all.length,
    precision: found === 0 ? 1 : right / found,
    recall: stated === 0 ? 1 : right / stated,
    wrongEach: all.length === 0 ? 0 : (found - right) / all.length,
  };
}
