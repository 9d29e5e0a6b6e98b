import {gapsText} from '../report/gaps-text.ts';
import {namedSkill, packagedSkill} from '../skill/find-skill.ts';
import {loadSkill} from '../skill/load.ts';
import {needsTopology} from '../skill/needs-topology.ts';
import {fillPrompt, type Prompt, type PromptInput} from '../skill/prompts.ts';
import {loadGaps} from '../workspace/gaps.ts';
import {openWorkspace} from '../workspace/layout.ts';
import {computedNumbers} from './computed-numbers.ts';
import type {Io} from './define-command.ts';
import {givenOf} from './given.ts';
import {interruptible} from './interruptible.ts';
import {loadTopology} from './load-topology.ts';
import {usualSkill} from './usual-skill.ts';

/** What a prompt is filled from: the user's files, where they name any. */
export interface Named {
  readonly topology?: string | undefined;
  /** The folder of a skill; without it the user's own, else the one that comes along. */
  readonly skill?: string | undefined;
}

/** The prompt with the named files, the figures computed from them and the open gaps in it; a UserError where one is missing or broken. */
export async function filledPrompt(
  io: Pick<Io, 'cwd' | 'stdin' | 'workspace'>,
  prompt: Prompt,
  {topology, skill}: Named,
): Promise<string> {
  const values: Partial<Record<PromptInput, string>> = {};
  if (topology !== undefined && needsTopology(prompt)) {
    const loaded = await loadTopology(io, topology);
    values.topology = loaded.text;
    if (prompt.inputs.includes('numbers')) {
      const given = await givenOf(io);
      values.numbers = await interruptible(() => computedNumbers(loaded, given));
    }
  }
  if (prompt.inputs.includes('skill')) values.skill = await skillText(io, skill);
  if (prompt.inputs.includes('gaps')) values.gaps = await openGaps(io);
  return fillPrompt(prompt, values);
}

async function skillText(io: Pick<Io, 'cwd' | 'workspace'>, folder: string | undefined): Promise<string> {
  const place = folder === undefined ? ((await usualSkill(io)) ?? packagedSkill) : namedSkill(io.cwd, folder);
  const {texts} = await loadSkill(place.path, place.shown);
  return texts.map(({file, text}) => `# ${file}\n\n${text}`).join('\n\n');
}

/** Those that are still open or drafted: what is merged or rejected needs no change. */
async function openGaps({workspace}: Pick<Io, 'workspace'>): Promise<string> {
  const {gaps} = await loadGaps(openWorkspace(workspace));
  const open = gaps.filter(({status}) => status === 'open' || status === 'drafted');
  if (open.length === 0) return 'No gap is recorded.';
  return gapsText(open, {width: 100, paint: (_, text) => text});
}
