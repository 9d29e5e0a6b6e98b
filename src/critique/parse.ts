import type * as z from 'zod/mini';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {type Path, type Problem, readSource, type Source} from '../topology/source.ts';
import {bareProposalSchema, idSchema, type Proposal, proposalKeys, proposalSchema} from './proposal.ts';

/** The proposals of a text, and everything that is wrong with it; where there are problems there are no proposals. */
export interface ParsedProposals {
  readonly proposals: readonly Proposal[];
  /** Where the keys of each proposal stand, in the same order, and the data that they stand in. */
  readonly places: readonly Path[];
  readonly data: unknown;
  readonly problems: readonly Problem[];
}

type Mapping = Readonly<Record<string, unknown>>;
interface Entry {
  readonly value: unknown;
  readonly path: Path;
}
type Named = {
  readonly id: string | null;
  readonly content: Omit<Proposal, 'id'>;
  readonly path: Path;
  /** Where its keys stand. */
  readonly inside: Path;
};

const howTo = 'A proposal takes at least caller and callee: "eventcoach schema proposal" prints the whole format.';

/**
 * The proposals in YAML or JSON: one proposal, one `{id, proposal}`, a list of either, or `{cases: [list]}`. A proposal
 * without an id is named after its caller and callee. Problems carry line and column, in file order.
 */
export function parseProposals(text: string): ParsedProposals {
  if (text.trim() === '') return failed({message: 'the file is empty', hint: howTo, path: [], line: 1, column: 1});
  const source = readSource(text);
  if (source.problems.length > 0) return failed(...source.problems);
  const {locate} = source;
  const entries = entriesOf(source.data);
  if (entries.length === 0) return failed(problem('holds no proposal', howTo, [], locate));
  const read = entries.map((entry) => readEntry(entry, locate));
  const named = read.flatMap((one) => one.named ?? []);
  const problems = [...read.flatMap((one) => one.problems), ...twiceNamed(named, locate)];
  if (problems.length > 0) return failed(...problems.sort(inFileOrder));
  return {proposals: withIds(named), places: named.map(({inside}) => inside), data: source.data, problems: []};
}

function entriesOf(data: unknown): readonly Entry[] {
  if (Array.isArray(data)) return data.map((value, i) => ({value, path: [i]}));
  if (isMapping(data) && Object.hasOwn(data, 'cases')) {
    const {cases} = data;
    if (Array.isArray(cases)) return cases.map((value, i) => ({value, path: ['cases', i]}));
    return cases === null ? [] : [{value: cases, path: ['cases']}];
  }
  return [{value: data, path: []}];
}

function readEntry({value, path}: Entry, locate: Source['locate']): {named?: Named; problems: readonly Problem[]} {
  if (!isMapping(value)) return {problems: [problem('is no proposal', howTo, path, locate)]};
  if (!Object.hasOwn(value, 'proposal')) {
    const keys = Object.keys(value);
    if (!keys.some((key) => proposalKeys.includes(key))) {
      const hint = didYouMean(keys[0] ?? '', ['proposal', 'cases', ...proposalKeys], howTo);
      return {problems: [problem('is no proposal', hint, path, locate)]};
    }
    const parsed = bareProposalSchema.safeParse(value);
    if (!parsed.success) return {problems: schemaProblems(parsed.error, path, locate)};
    const {id, ...content} = parsed.data;
    return {named: {id, content, path, inside: path}, problems: []};
  }
  const inside = [...path, 'proposal'];
  const id = idSchema.safeParse(value['id']);
  const content = proposalSchema.safeParse(value['proposal']);
  const problems = [
    // Labels such as `verdict` may stand beside a proposal, but a part of the proposal that stands there would be lost.
    ...Object.keys(value)
      .filter((key) => proposalKeys.includes(key))
      .map((key) =>
        problem(`the key "${key}" stands beside "proposal"`, 'Move it into "proposal".', [...path, key], locate, 'key'),
      ),
    ...(id.success ? [] : schemaProblems(id.error, [...path, 'id'], locate)),
    ...(content.success ? [] : schemaProblems(content.error, inside, locate)),
  ];
  return id.success && content.success && problems.length === 0
    ? {named: {id: id.data, content: content.data, path, inside}, problems}
    : {problems};
}

function schemaProblems(error: z.core.$ZodError, base: Path, locate: Source['locate']): Problem[] {
  return error.issues.flatMap(innermost).flatMap((issue) => {
    const path: Path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    // The schema's messages are two lines, what is wrong and what to do next; one pair for each unknown key.
    const messages = issue.message.split('\n\n').map((text) => text.split('\n'));
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key, i) => {
      const [what = '', hint = howTo] = messages[i] ?? [];
      const where = issue.path.length === 0 ? '' : `${pathText(issue.path)}: `;
      return key === undefined
        ? problem(`${where}${what}`, hint, path, locate)
        : problem(`${where}${what}`, hint, [...path, key], locate, 'key');
    });
  });
}

/** Of a value that may be of several kinds, what is wrong with the parts of the kind that it is of; else the issue itself. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  const inside = issue.code === 'invalid_union' ? issue.errors.find((issues) => issues[0]?.path.length) : undefined;
  return inside === undefined ? [issue] : inside.map((one) => ({...one, path: [...issue.path, ...one.path]}));
}

/** `facts.effects[0].result` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${printableLine(String(step))}`))
    .join('');
}

function twiceNamed(named: readonly Named[], locate: Source['locate']): Problem[] {
  const seen = new Set<string>();
  return named.flatMap(({id, path}) => {
    if (id === null || !seen.has(id)) {
      if (id !== null) seen.add(id);
      return [];
    }
    return [
      problem(
        `the id "${printableLine(id)}" is taken`,
        'Give each proposal an id of its own.',
        [...path, 'id'],
        locate,
      ),
    ];
  });
}

function withIds(named: readonly Named[]): Proposal[] {
  const taken = new Set(named.flatMap(({id}) => id ?? []));
  const next = new Map<string, number>();
  return named.map(({id, content}) => {
    if (id !== null) return {id, ...content};
    const base = `${content.caller}-${content.callee}`;
    let n = next.get(base) ?? 1;
    const numbered = () => (n === 1 ? base : `${base}-${n}`);
    while (taken.has(numbered())) n += 1;
    const own = numbered();
    next.set(base, n + 1);
    taken.add(own);
    return {id: own, ...content};
  });
}

function problem(
  message: string,
  hint: string,
  path: Path,
  locate: Source['locate'],
  at: 'key' | 'value' = 'value',
): Problem {
  return {message, hint, path, ...locate(path, at)};
}

const failed = (...problems: readonly Problem[]): ParsedProposals => ({
  proposals: [],
  places: [],
  data: undefined,
  problems,
});
const inFileOrder = (a: Problem, b: Problem) => a.line - b.line || a.column - b.column;
const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
