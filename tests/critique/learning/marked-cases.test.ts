import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {flawTypes} from '../../../src/critique/flaw-types.ts';
import {labels} from '../score.ts';
import {type Marked, marked} from './marked-cases.ts';

const folder = new URL('../../../fixtures/critique/', import.meta.url);
const filesIn = (name: string) => readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`);
const markedFiles = filesIn('marked');
const examFiles = filesIn('exam');
const read = new Map([...markedFiles, ...examFiles, 'own-cases.json'].map((name) => [name, marked(name)]));

/** What a span may say beside a flaw, and beside `ok:` and a flaw. */
const meanings = new Set(['needed', 'free', 'side', 'late-ok', 'copy', 'keeps-part', 'unclear']);

/** A text for comparison: its letters and digits, without case. */
const normal = (text: string | null) =>
  (text ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function textOf({proposal}: Marked, field: string): string {
  const value = field.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], proposal);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

describe.each(markedFiles)('the marked cases of %s', (name) => {
  const cases = read.get(name)!;

  it('have spans, each of which stands in the field that it names', () => {
    expect(cases.length).toBeGreaterThan(50);
    const wrong = cases.flatMap((one) =>
      one
        .spans!.filter(({field, text}) => text.trim() === '' || !textOf(one, field).includes(text))
        .map((span) => `${one.proposal.id} ${span.field}: ${span.text}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have labels, flaws and meanings of the closed lists', () => {
    for (const {proposal, verdict, flaws, spans} of cases) {
      expect(labels, proposal.id).toContain(verdict);
      for (const flaw of flaws) expect(Object.hasOwn(flawTypes, flaw), `${proposal.id} ${flaw}`).toBe(true);
      for (const {says} of spans!) {
        const known = meanings.has(says) || Object.hasOwn(flawTypes, says.replace(/^ok:/, ''));
        expect(known, `${proposal.id} ${says}`).toBe(true);
      }
    }
  });

  it('have flaws where the verdict is needs-work, and none where all stays or nothing is wrong', () => {
    for (const {proposal, verdict, flaws} of cases) {
      if (verdict === 'needs-work') expect(flaws.length, proposal.id).toBeGreaterThan(0);
      if (verdict === 'keep-sync' || verdict === 'convert' || verdict === 'ask') expect(flaws, proposal.id).toEqual([]);
    }
  });
});

describe('the cases that are learned from', () => {
  const learnedFrom = [...markedFiles, 'own-cases.json'].flatMap((name) => read.get(name)!);
  const never = [...examFiles.flatMap((name) => read.get(name)!), ...marked('cases.json')];

  it('have ids of their own', () => {
    const ids = [...learnedFrom, ...never].map(({proposal}) => proposal.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  // Compared by ids, so that a failure prints no text of a sealed case.
  it.each(['purpose', 'notes'] as const)('share no %s with those that are only measured on', (field) => {
    const texts = new Map(never.map(({proposal}) => [normal(proposal[field]), proposal.id]));
    const shared = learnedFrom
      .filter(({proposal}) => normal(proposal[field]).split(' ').length > 4 && texts.has(normal(proposal[field])))
      .map(({proposal}) => `${proposal.id} and ${texts.get(normal(proposal[field]))}`);
    expect(shared).toEqual([]);
  });
});

it('the measured files hold no marks to learn from', () => {
  for (const name of examFiles) {
    const {cases} = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(cases.filter((one: object) => 'spans' in one).length, name).toBe(0);
  }
});
