import type {Gap} from '../../workspace/gap.ts';
import {caseWithId} from './cases.ts';
import {type Known, leaks} from './leak-scan.ts';
import {ownEvalTexts} from './own-evals.ts';
import {testedKnown} from './scenario-known.ts';

/** So many cases are looked at: each gap has a few, and there are as many gaps as kinds of cases. */
const mostCases = 300;

/**
 * What may not be copied into a skill: the cases that recorded gaps have as evidence, as they were kept and with the names
 * that were made up for them, the system of `skill test`, and the words of the evaluation in the skill's own folder (absolute).
 */
export async function knownCases(
  recorded: readonly Pick<Gap, 'evidence'>[],
  folder: string,
  shown: string,
): Promise<readonly Known[]> {
  const evidence = recorded.flatMap((gap) => gap.evidence).filter(({source}) => source.startsWith('eval:'));
  const cases = evidence.slice(-mostCases).flatMap(({source, text}): readonly Known[] => {
    const [, seed, id] = /^eval:seed-(\d{1,16})\/(\S+)$/.exec(source) ?? [];
    const made = seed === undefined || id === undefined ? undefined : caseWithId(id, seed);
    return [...(made ? [made] : []), {prompt: text, slips: [], names: []}];
  });
  const own = (await ownEvalTexts(folder, shown)).map((prompt) => ({prompt, slips: [], names: []}));
  return [...cases, ...own, await testedKnown()];
}

/** What of the known cases a passage copies, in words; undefined where it copies nothing. */
export function copiedFrom(passage: string, known: readonly Known[]): string | undefined {
  const [leak] = leaks([{file: '', text: passage}], known);
  return leak && `it holds ${leak.what}`;
}
