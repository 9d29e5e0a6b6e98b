import {parseDocument} from 'yaml';
import * as z from 'zod';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import type {Learned} from './judge/learned.ts';
import {type Shingles, shinglesOf} from './pasted.ts';
import {compileSequence, compileSignal, listsUsed, type Signal, type WordLists} from './pattern.ts';

/** Signals of which at least one has to be found for a criterion. */
export interface Group {
  readonly name: string;
  readonly signals: readonly Signal[];
  /** May a list entry or table cell of a few words fill it? */
  readonly fragments: boolean;
  /** How many different signals have to be found. */
  readonly atLeast: 1 | 2;
  /** Do correct availability figures fill it? */
  readonly figures: boolean;
}

export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly lesson: 'first' | 'later';
  readonly question: string;
  readonly why: string;
  /** What a passage has to say to meet the criterion. */
  readonly evidence: string;
  /** The file of the kafka-events skill that treats it, or another place to read. */
  readonly reference: string;
  /** How evidence is found: by these signals, or by what was learned from labelled passages. */
  readonly groups: readonly Group[] | 'learned';
  /** Are its availability figures worked out? Then sentences with wrong ones say the opposite. */
  readonly figures: boolean;
  /** Sentences that hold one of these say the opposite. */
  readonly refuted: readonly Signal[];
}

export interface Rubric {
  readonly name: string;
  /** A skill whose name or description holds two of these is one that the rubric is for. */
  readonly fits: readonly Signal[];
  readonly criteria: readonly Criterion[];
  readonly lists: WordLists;
  /** What judges the criteria that have no signals. */
  readonly learned: Learned | undefined;
  /** The rubric's own sentences, see `isPasted`. */
  readonly shingles: Shingles;
}

const line = z.string().trim().min(1).max(2000);
const signals = z.array(z.string().trim().min(1).max(200)).min(1).max(100);
const shape = z.strictObject({
  name: line,
  fits: signals.default([]),
  words: z.record(z.string().regex(/^[a-z]+$/), signals).default({}),
  criteria: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
          .max(80),
        title: line,
        lesson: z.enum(['first', 'later']).default('later'),
        question: line,
        why: line,
        evidence: line,
        reference: line.default('SKILL.md'),
        signals: z
          .record(z.string(), signals)
          .refine((groups) => Object.keys(groups).length > 0)
          .optional(),
        fragments: z.array(z.string()).default([]),
        several: z.array(z.string()).default([]),
        figures: z.union([z.literal(true), z.array(z.string())]).default([]),
        refuted: signals.default([]),
      }),
    )
    .min(1)
    .max(200),
});

/**
 * Reads a rubric; `file` is its name in messages, `known` holds word lists that it may use besides its own, and `learned`
 * judges its criteria that have no signals. Anything that is not a rubric is a UserError that says where.
 */
export function parseRubric(text: string, file: string, known: WordLists = new Map(), learned?: Learned): Rubric {
  const document = parseDocument(text, {schema: 'core', uniqueKeys: true, stringKeys: true, prettyErrors: true});
  const flaw = document.errors[0] ?? document.warnings[0];
  const at = flaw?.linePos?.[0];
  if (flaw) throw invalid(`${file}${at ? `:${at.line}:${at.col}` : ''}`, flaw.message.split(/ at line |\n/)[0]!);
  const parsed = shape.safeParse(document.toJS({maxAliasCount: 0}));
  if (!parsed.success) {
    const {path, message} = parsed.error.issues[0]!;
    throw invalid(file, `${path.join('.')}: ${message}`);
  }
  const {name, fits, words, criteria} = parsed.data;
  const own = Object.entries(words).map(([key, entries]) => [key, entries.map(compileSequence)] as const);
  const lists = new Map([...known, ...own]);
  const nested = [...lists.values()].flatMap(listsUsed)[0];
  if (nested !== undefined) throw invalid(file, `a word list cannot hold another one (@${nested})`);
  const rubric: Rubric = {
    name,
    fits: fits.map(compileSignal),
    lists,
    learned,
    shingles: shinglesOf(criteria.flatMap((c) => [c.title, c.question, c.why, c.evidence])),
    criteria: criteria.map(({signals: groups, fragments, several, figures, refuted, ...texts}) => ({
      ...texts,
      figures: figures === true || figures.length > 0,
      groups:
        groups === undefined
          ? 'learned'
          : Object.entries(groups).map(([group, sources]) => ({
              name: group,
              signals: sources.map(compileSignal),
              fragments: fragments.includes(group),
              atLeast: several.includes(group) ? 2 : 1,
              figures: figures !== true && figures.includes(group),
            })),
      refuted: refuted.map(compileSignal),
    })),
  };
  rejectUnknown(rubric, file);
  return rubric;
}

function rejectUnknown({criteria, lists, learned}: Rubric, file: string): void {
  const seen = new Set<string>();
  for (const {id, groups, refuted} of criteria) {
    if (seen.has(id)) throw invalid(file, `two criteria are called ${id}`);
    seen.add(id);
    if (groups === 'learned' && !learned?.criteria.includes(id)) {
      throw new UserError(
        `${printableLine(file)}: ${printableLine(id)} has no signals.`,
        'Only the criteria of skills/rubric.yaml of eventcoach can do without.',
      );
    }
    const all = groups === 'learned' ? [] : groups.flatMap((group) => group.signals);
    const used = listsUsed([...all, ...refuted].flatMap((s) => [...s.all, ...s.none]));
    const unknown = used.find((list) => !lists.has(list));
    if (unknown !== undefined) {
      throw new UserError(
        `${printableLine(file)}: ${id} uses the word list @${printableLine(unknown)}, which does not exist.`,
        didYouMean(unknown, lists.keys(), `The lists are: ${[...lists.keys()].join(', ')}.`),
      );
    }
  }
}

function invalid(place: string, message: string): UserError {
  return new UserError(
    `${printableLine(place)}: this is no rubric: ${printableLine(message)}.`,
    'Compare it with skills/rubric.yaml of eventcoach.',
  );
}
