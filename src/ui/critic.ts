import type {Verdict} from '../critique/critique.ts';
import {localCritique} from '../critique/local-critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import {proposedCalls} from '../critique/proposed-calls.ts';
import {isSameCall} from '../critique/same-call.ts';
import {UserError} from '../errors.ts';
import type {NamedEvent} from '../exercises/named-event.ts';
import type {Edit} from '../topology/edit.ts';
import {editedText} from '../topology/edit-text.ts';
import type {Path} from '../topology/source.ts';
import {loadCritique} from '../workspace/critiques.ts';
import type {Workspace} from '../workspace/layout.ts';
import {addProposal, changeProposal, loadProposals, proposalPath} from '../workspace/proposals.ts';
import type {LoadedText} from './accept-critique.ts';
import type {AnalystFor} from './analysts.ts';
import {fileFrom, isAbout, type KeptProposals, keptProposals, titleOf, topologyOf} from './kept-proposal.ts';
import {type FiguresOf, figuresOf} from './proposal-figures.ts';
import {type ProposedCall, proposalIds, proposalText} from './proposal-text.ts';
import {type SavedOpinion, savedOpinion} from './saved-opinion.ts';
import {type Talk, talk} from './talk.ts';
import {isInside, isPackaged} from './topology-place.ts';

/** Where a kept proposal stands: its file, and which of the proposals in it. */
export interface ProposalPlace {
  readonly path: string;
  readonly index: number;
}

/** A kept proposal as a line of a list; where its file cannot be read, `problem` is what is wrong with it. */
export interface ProposalLine {
  readonly place: ProposalPlace;
  /** The file as a command takes it. */
  readonly file: string;
  readonly title: string;
  readonly verdict: Verdict | undefined;
  readonly problem: UserError | undefined;
}

/** A proposal that is open: what was said about it, its system, and how its answers are kept. */
export interface OpenProposal {
  /** The file as a command takes it. */
  readonly file: string;
  /** The topology file that its call stands in, as a command takes it; undefined: none is known. */
  readonly topology: string | undefined;
  /** Does that file come with the program? Then it is not written to. */
  readonly isPackaged: boolean;
  /** The conversation at its beginning. */
  readonly talk: Talk;
  readonly opinion: SavedOpinion | undefined;
  readonly figures: FiguresOf;
  /** Whether the topology says that the result of the call is needed; undefined where it does not, or not of all its calls. */
  readonly fileSays: () => Promise<boolean | undefined>;
  /** Writes the answers so far to the file. */
  readonly keep: (talk: Talk) => Promise<void>;
}

/** What the critique screen asks of the workspace. */
export interface Critic {
  readonly list: () => Promise<readonly ProposalLine[]>;
  readonly open: (place: ProposalPlace) => Promise<OpenProposal>;
  /** Opens the kept proposal about this call, or keeps a new one; with an event, that event is written into it. */
  readonly propose: (call: ProposedCall, event?: NamedEvent) => Promise<OpenProposal>;
}

/** What the critic needs of the world. */
export interface CriticIo {
  readonly cwd: string;
  readonly workspace: Workspace;
  readonly loadTopology: (file: string) => Promise<LoadedText>;
  readonly analystFor: AnalystFor;
}

/** What the screen before says and the proposal does not: only an event that its author has named takes the place of another. */
function saidBefore(
  {purpose, proposedEvent}: Proposal,
  place: Path,
  call: ProposedCall,
  event: NamedEvent | undefined,
): readonly Edit[] {
  const [name, payload] = [
    [...place, 'proposedEvent', 'name'],
    [...place, 'proposedEvent', 'payload'],
  ];
  return [
    ...(purpose === null && call.purpose !== null ? [{path: [...place, 'purpose'], value: call.purpose}] : []),
    ...(event
      ? [
          {path: name, value: event.name},
          {path: payload, value: event.fields},
        ]
      : proposedEvent.name === null && call.event !== undefined
        ? [{path: name, value: call.event}]
        : []),
  ];
}

/** What a topology says of a proposal's calls, where it says the same of all of them. What is wrong with its file is said elsewhere. */
async function neededIn(
  load: (() => Promise<LoadedText>) | undefined,
  proposal: Proposal,
): Promise<boolean | undefined> {
  const loaded = await load?.().catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  const calls = loaded ? proposedCalls(loaded.topology, proposal) : [];
  if (calls instanceof UserError) return undefined;
  const said = new Set(calls.map(({needsResult}) => needsResult));
  return said.size === 1 ? [...said][0] : undefined;
}

/** The critic on a workspace. */
export function critic({cwd, workspace, loadTopology, analystFor}: CriticIo): Critic {
  const readAll = async () => (await loadProposals(workspace)).map((file) => keptProposals(cwd, file));

  const opened = async ({file, parsed}: KeptProposals, index: number, chosen?: string): Promise<OpenProposal> => {
    const [proposal, place] = [parsed.proposals[index]!, parsed.places[index]!];
    const named = chosen ?? topologyOf(parsed, index);
    // A file may name any other: what lies elsewhere is read only where the user has opened it in this session.
    const isKnown = named !== undefined && (named === chosen || isInside(cwd, named) || isPackaged(cwd, named));
    const topology = isKnown ? named : undefined;
    let last = file;
    return {
      file: fileFrom(cwd, file.path),
      topology,
      isPackaged: topology !== undefined && isPackaged(cwd, topology),
      talk: talk(proposal),
      opinion: savedOpinion(await loadCritique(workspace, proposal.id), proposal),
      figures: figuresOf(topology === undefined ? undefined : () => loadTopology(topology), analystFor),
      fileSays: () => neededIn(topology === undefined ? undefined : () => loadTopology(topology), proposal),
      keep: async (now) => {
        const edits = now.edits(parsed.data, place);
        const text = edits.length === 0 ? file.text : editedText(file.text, parsed.data, edits);
        await changeProposal(workspace, last, text);
        last = {...last, text};
      },
    };
  };

  const withSaid = async (
    kept: KeptProposals,
    index: number,
    call: ProposedCall,
    event: NamedEvent | undefined,
  ): Promise<KeptProposals> => {
    const {file, parsed} = kept;
    const edits = saidBefore(parsed.proposals[index]!, parsed.places[index]!, call, event);
    if (edits.length === 0) return kept;
    const text = editedText(file.text, parsed.data, edits);
    await changeProposal(workspace, file, text);
    const made = keptProposals(cwd, {...file, text});
    if ('problem' in made) throw made.problem;
    return made;
  };

  /** An id that neither a kept proposal nor a critique of another call has. */
  const freeId = async (call: ProposedCall, paths: ReadonlySet<string>): Promise<string> => {
    for (const id of proposalIds(call)) {
      if (paths.has(proposalPath(workspace, id))) continue;
      const saved = await loadCritique(workspace, id);
      if (saved === undefined || isSameCall((saved as {proposal?: unknown} | null)?.proposal, call)) return id;
    }
    throw new Error('ids do not end');
  };

  return {
    list: async () =>
      (await readAll()).flatMap((one): readonly ProposalLine[] => {
        if ('problem' in one) {
          const {path, problem} = one;
          const file = fileFrom(cwd, path);
          return [{place: {path, index: 0}, file, title: file, verdict: undefined, problem}];
        }
        return one.parsed.proposals.map((proposal, index) => ({
          place: {path: one.file.path, index},
          file: fileFrom(cwd, one.file.path),
          title: titleOf(proposal),
          verdict: localCritique(proposal).verdict,
          problem: undefined,
        }));
      }),
    open: async ({path, index}) => {
      const found = (await readAll()).find((one) => ('file' in one ? one.file.path : one.path) === path);
      if (found && 'problem' in found) throw found.problem;
      if (!found?.parsed.proposals[index]) {
        throw new UserError(`${fileFrom(cwd, path)} is no longer there.`, 'Go back and choose another.');
      }
      return opened(found, index);
    },
    propose: async (call, event) => {
      const all = await readAll();
      for (const one of all) {
        if ('problem' in one) continue;
        const index = one.parsed.proposals.findIndex((proposal, i) =>
          isAbout(proposal, topologyOf(one.parsed, i), call),
        );
        if (index >= 0) return opened(await withSaid(one, index, call, event), index, call.topology);
      }
      const id = await freeId(call, new Set(all.map((one) => ('file' in one ? one.file.path : one.path))));
      const [path, text] = [proposalPath(workspace, id), proposalText(id, call)];
      const made = keptProposals(cwd, {path, text});
      if ('problem' in made) throw made.problem;
      await addProposal(workspace, made.file);
      return opened(await withSaid(made, 0, call, event), 0, call.topology);
    },
  };
}
