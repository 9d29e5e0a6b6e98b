import {relative} from 'node:path';
import {type ParsedProposals, parseProposals} from '../critique/parse.ts';
import type {Proposal} from '../critique/proposal.ts';
import {type Called, isSameCall} from '../critique/same-call.ts';
import {topologyError} from '../topology/check.ts';
import type {ProposalFile, UnreadableProposal} from '../workspace/proposals.ts';
import type {ProposedCall} from './proposal-text.ts';

/** A proposal file of the workspace with the proposals in it. */
export interface KeptProposals {
  readonly file: ProposalFile;
  readonly parsed: ParsedProposals;
}

/** The proposals of a file; or what is wrong with it. */
export function keptProposals(
  cwd: string,
  file: ProposalFile | UnreadableProposal,
): KeptProposals | UnreadableProposal {
  if ('problem' in file) return file;
  const parsed = parseProposals(file.text);
  const {path} = file;
  if (parsed.problems.length > 0) return {path, problem: topologyError(fileFrom(cwd, path), parsed.problems)};
  return {file, parsed};
}

/** The topology that is named beside a proposal of the file; undefined where none is. */
export function topologyOf({places, data}: ParsedProposals, index: number): string | undefined {
  const place = places[index] ?? [];
  if (place.at(-1) !== 'proposal') return undefined;
  let around: unknown = data;
  for (const step of place.slice(0, -1)) around = (around as Readonly<Record<string | number, unknown>>)[step];
  const {topology} = around as {readonly topology?: unknown};
  return typeof topology === 'string' && topology !== '' && !topology.includes('\0') ? topology : undefined;
}

/** Is the proposal, whose topology is `topology`, about this call? */
export function isAbout(proposal: Proposal, topology: string | undefined, wanted: ProposedCall): boolean {
  return topology === wanted.topology && isSameCall(proposal, wanted);
}

/** `task-api -> audit, POST /entries` */
export function titleOf({caller, callee, call}: Called): string {
  return `${caller} -> ${callee}${call === null ? '' : `, ${call}`}`;
}

/** A file as a command in `cwd` takes it. */
export function fileFrom(cwd: string, path: string): string {
  const way = relative(cwd, path);
  return way.startsWith('..') ? path : way;
}
