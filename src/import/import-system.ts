import {Interrupted, UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {checkTopology} from '../topology/check.ts';
import type {Artefact} from './artefact.ts';
import {assemble} from './assemble.ts';
import {yamlDocuments} from './documents.ts';
import type {Draft} from './draft.ts';
import type {FileMapping} from './file-data.ts';
import type {Format, ImportRun} from './format.ts';
import {jsonData} from './json-data.ts';
import {merged} from './merge.ts';
import type {Opened} from './open-artefacts.ts';
import {renamedDraft} from './renamed-draft.ts';

/** What an import came to: the topology file's data, and what its reader must know. */
export interface ImportedSystem {
  readonly data: FileMapping;
  /** Names of the artefacts that were read, with the kind that each was taken for. */
  readonly read: readonly {readonly name: string; readonly title: string}[];
  /** Files of a folder that are none of the known kinds. */
  readonly passedOver: readonly string[];
  readonly dangling: readonly string[];
  readonly silent: readonly string[];
  readonly notes: readonly string[];
  readonly differences: readonly string[];
  /** Did anything observed go in (traces, a mesh)? */
  readonly observed: boolean;
}

/** An older topology that the import is joined to. */
export interface Older {
  readonly name: string;
  readonly data: unknown;
}

type Formats = Readonly<Record<string, Format>>;

/**
 * One topology from artefacts of all kinds: each kind is read as a whole (Compose files by folder), what was declared comes
 * before what was observed, and everything is joined to `older`. `from` names the kind, `name` the system if nothing
 * else does. Throws a UserError where an artefact that the user named is of no known kind, is broken or says nothing.
 */
export async function importSystem(
  opened: readonly Opened[],
  formats: Formats,
  {
    from,
    name,
    older,
    run,
  }: {
    readonly from: string | undefined;
    readonly name: string;
    readonly older: Older | undefined;
    readonly run: ImportRun;
  },
): Promise<ImportedSystem> {
  const {groups, passedOver} = await grouped(opened, formats, from);
  const drafts: {readonly draft: Draft; readonly label: string}[] = [];
  const taken = new Set<string>();
  const lookedAt = new Set<string>();
  for (const {format, artefacts} of groups) {
    if (run.signal.aborted) throw new Interrupted();
    const left = artefacts.filter(({name}) => !taken.has(name));
    const describing = left.filter((artefact) => !format.lends?.(artefact));
    // What another folder's files have taken in is in already.
    if (describing.length === 0 && left.length < artefacts.length) continue;
    const [first, ...others] = describing.length > 0 ? describing : left;
    const draft = await format.read(left, run);
    for (const file of draft.files ?? []) taken.add(file);
    for (const file of draft.lookedAt ?? []) lookedAt.add(file);
    const label = others.length === 0 ? first!.name : `${first!.name} and ${others.length} more`;
    drafts.push({draft, label: printableLine(label)});
  }
  drafts.sort((a, b) => Number(a.draft.evidence === 'observed') - Number(b.draft.evidence === 'observed'));
  const notes: string[] = [];
  const silent: string[] = [];
  const differences: string[] = [];
  let base: {readonly data: unknown; readonly label: string} | undefined = older && {
    data: older.data,
    label: older.name,
  };
  let data: FileMapping | undefined;
  for (const {draft, label} of drafts) {
    const {renamed, taken} = renamedDraft(draft, base?.data);
    for (const one of taken) notes.push(one);
    const assembled = assemble(renamed, name);
    for (const one of assembled.notes) notes.push(one);
    for (const one of assembled.silent) silent.push(one);
    if (base === undefined) data = assembled.data;
    else {
      const both = merged(base.data, assembled.data, {
        before: base.label,
        added: label,
        observed: draft.evidence === 'observed',
      });
      data = both.data;
      for (const one of both.differences) differences.push(one);
    }
    base = {data, label: base === undefined ? label : `${base.label} and ${label}`};
  }
  if (data === undefined || Object.keys(data.services as object).length === 0)
    throw new UserError(
      'There is no service in what was given; nothing was written.',
      'Name manifests, models or traces of running services.',
    );
  const said = withAnswered(data, silent);
  assertSound(data);
  return {
    data,
    read: groups.flatMap(({format, artefacts}) => artefacts.map((one) => ({name: one.name, title: format.title}))),
    passedOver: passedOver.filter((file) => !lookedAt.has(file)),
    dangling: danglingIn(data),
    silent: said,
    notes: [...new Set(notes)],
    differences,
    observed: drafts.some(({draft}) => draft.evidence === 'observed'),
  };
}

interface Group {
  readonly format: Format;
  readonly artefacts: Artefact[];
}

async function grouped(opened: readonly Opened[], formats: Formats, from: string | undefined) {
  const groups = new Map<string, Group>();
  const passedOver: string[] = [];
  for (const {artefact, foundIn} of opened) {
    const kind = from ?? Object.keys(formats).find((key) => formats[key]!.recognizes(artefact));
    const known = kind !== undefined && (foundIn === undefined || formats[kind]!.recognizes(artefact));
    if (!known) {
      if (foundIn === undefined) await refuse(artefact, formats);
      passedOver.push(artefact.name);
      continue;
    }
    const format = formats[kind]!;
    const key = format.byFolder && foundIn !== undefined ? `${kind} ${foundIn}` : kind;
    const group = groups.get(key);
    if (group) group.artefacts.push(artefact);
    else groups.set(key, {format, artefacts: [artefact]});
  }
  if (groups.size === 0)
    throw new UserError('None of these files is of a kind that can be imported.', `Kinds: ${titles(formats)}.`);
  // A folder before those in it: its files may take theirs in.
  const depth = ({artefacts}: Group) => artefacts[0]!.name.split(/[/\\]/).length;
  return {groups: [...groups.values()].sort((a, b) => depth(a) - depth(b)), passedOver};
}

/** Says why a file cannot be imported: the place where it is broken, or that it is of no known kind. */
async function refuse(artefact: Artefact, formats: Formats): Promise<never> {
  const {name, head} = artefact;
  const text = await artefact.text();
  if (/^\s*[[{]/.test(head)) jsonData(name, text);
  else if (/\.ya?ml$/i.test(name)) yamlDocuments(name, text);
  throw new UserError(
    `${printableLine(name)} is none of the kinds that can be imported.`,
    `Kinds: ${titles(formats)}. If it is one of them, say so with --from.`,
  );
}

function titles(formats: Formats): string {
  return Object.values(formats)
    .map(({title}) => title)
    .join(', ');
}

/** What a second source has shown is no question any more. Returns the sentences that still hold, and takes the others out of the file. */
function withAnswered(data: FileMapping, silent: readonly string[]): readonly string[] {
  const services = data.services as Record<string, FileMapping>;
  const calls = (part: FileMapping): boolean =>
    (part.calls as readonly unknown[] | undefined)?.length !== undefined ||
    Object.values((part.endpoints ?? {}) as Record<string, FileMapping>).some(calls);
  const open = silent.filter((sentence) => {
    const name = sentence.slice(0, sentence.lastIndexOf(': no outgoing call in '));
    return !Object.hasOwn(services, name) || !calls(services[name]!);
  });
  const answered = new Set(silent.filter((sentence) => !open.includes(sentence)));
  if (answered.size === 0 || !Array.isArray(data.questions)) return open;
  data.questions = data.questions.filter((question: string) => !answered.has(question));
  if ((data.questions as unknown[]).length === 0) delete data.questions;
  return open;
}

function danglingIn(data: FileMapping): readonly string[] {
  return Object.entries(data.services as Record<string, FileMapping>).flatMap(([name, {kind, confidence}]) =>
    kind === 'external' && confidence === 'guess' ? [name] : [],
  );
}

/** A file that this program writes and cannot read would be our fault: better nothing than that. */
function assertSound(data: FileMapping): void {
  const {problems} = checkTopology(data, () => ({line: 1, column: 1}));
  const [first] = problems;
  if (first) throw new Error(`the import made a topology that is none: ${first.message}`);
}
