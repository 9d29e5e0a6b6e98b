import {editedByUser, editorOf} from '../critics/edited-by-user.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {loadCards} from '../skill/cards.ts';
import {checkSkill} from '../skill/check.ts';
import {loadHistory, oldVersion} from '../skill/improve/history.ts';
import {checkedAgain, loadWanted} from '../skill/improve/load-wanted.ts';
import {type OwnSkill, openOwnSkill} from '../skill/improve/own-skill.ts';
import {passageFlaw, tidied} from '../skill/improve/passage.ts';
import {plannedPatch} from '../skill/improve/patch.ts';
import {chosenHunks, patchSections} from '../skill/improve/patched-files.ts';
import {putBack} from '../skill/improve/put-back.ts';
import {noteGaps, putIn} from '../skill/improve/put-in.ts';
import {plannedRevert} from '../skill/improve/revert.ts';
import {writableRoot} from '../skill/improve/writable.ts';
import {rubricFor} from '../skill/library.ts';
import {builtInRubric} from '../skill/load-rubric.ts';
import {loadGaps} from '../workspace/gaps.ts';
import type {Workspace} from '../workspace/layout.ts';
import {chosenSkill, keepSkill} from './chosen-skill.ts';
import {isClosed} from './gaps-state.ts';
import {editorIn} from './leaving-editor.ts';
import {type Message, messageOf} from './message.ts';
import type {EditedPassage, NamedSkill, SkillSource} from './skill-source.ts';

interface Around {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workspace: Workspace;
  /** The time, ISO 8601. */
  readonly at: () => string;
}

type Open = OwnSkill & {readonly option: string};

/** The skill on disk, with the code of the `skill` commands. */
export function skillServices({cwd, env, workspace, at}: Around): SkillSource {
  const own = async (): Promise<Open> => {
    const chosen = await chosenSkill(workspace, cwd);
    if (chosen.kind === 'skill') return {...(await openOwnSkill(workspace, chosen.place)), option: chosen.option};
    throw new UserError(chosen.why ?? 'There is no skill yet.', 'The skill screen asks which one is yours.');
  };
  /** Read-only folders and copies can be looked at; that nothing can be written to them is said before any work is done. */
  const refusal = async ({place, skill}: Open): Promise<Message | undefined> => {
    try {
      await writableRoot(place, skill, cwd);
      return undefined;
    } catch (error) {
      const known = messageOf(error);
      if (known) return known;
      throw error;
    }
  };
  return {
    check: async () => {
      const chosen = await chosenSkill(workspace, cwd);
      if (chosen.kind === 'ask') return chosen;
      const open = {...(await openOwnSkill(workspace, chosen.place)), option: chosen.option};
      const rubric = (await rubricFor(open.skill, open.place, undefined)) ?? (await builtInRubric());
      const {gaps} = await loadGaps(workspace);
      const shown = {skill: named(open, settled(open)), check: checkSkill(open.skill, rubric), asks: rubric.criteria};
      return {kind: 'shown', ...shown, openGaps: gaps.filter((gap) => !isClosed(gap)).length};
    },
    choose: (answer) => keepSkill(workspace, cwd, answer),
    draft: async () => {
      const open = await own();
      const {gaps, recorded} = await loadWanted(workspace, open.skill, open.place, []);
      const patch = plannedPatch(open.skill, gaps, await loadCards());
      return {skill: named(open, (await refusal(open)) ?? settled(open)), patch, recorded};
    },
    preview: async ({patch}, choices) => patchSections(patch, choices),
    write: async ({patch, recorded}, choices) => {
      const {place, skill} = await own();
      const root = await writableRoot(place, skill, cwd);
      const time = at();
      const improved = await putIn(workspace, root, patch, choices, time);
      if (improved === undefined) throw new Error('nothing was accepted');
      const closed = chosenHunks(patch, choices).flatMap(({gaps}) => gaps);
      await noteGaps(workspace, recorded, patch, closed, time);
      const rubric = (await rubricFor(improved, place, undefined)) ?? (await builtInRubric());
      const shown = printableLine(place.shown);
      return `${shown} is now version ${patch.to}. ${checkedAgain(patch.skill, improved, rubric)}`;
    },
    editor: async () => editorIn(editorOf(env)),
    edit: async (text) => passage(await editedByUser({env, cwd}, text)),
    passage: async (text) => passage(text),
    history: async () => {
      const open = await own();
      const {gaps: recorded} = await loadGaps(workspace);
      return {skill: named(open, settled(open)), versions: await loadHistory(workspace, open.root), recorded};
    },
    planRevert: async (id) => {
      const {skill, root, place} = await own();
      return plannedRevert(skill, oldVersion(await loadHistory(workspace, root), id, place.shown));
    },
    revert: async (id) => {
      const {skill, place} = await own();
      const root = await writableRoot(place, skill, cwd);
      const versions = await loadHistory(workspace, root);
      const old = oldVersion(versions, id, place.shown);
      const plan = await plannedRevert(skill, old);
      if (plan.files.length === 0)
        throw new UserError(
          `${printableLine(place.shown)} says the same as version ${printableLine(id)}.`,
          'Mark another one.',
        );
      await putBack(workspace, {skill, root}, versions, old, plan, at());
      return `${printableLine(place.shown)} is version ${printableLine(plan.to ?? '(none)')} again.`;
    },
  };
}

function named({skill: {title, version}, place, option}: Open, note: Message | undefined): NamedSkill {
  return {name: title, version, path: place.shown, option, note};
}

function settled({settled: text}: OwnSkill): Message | undefined {
  return text === undefined ? undefined : {kind: 'note', text};
}

function passage(text: string): EditedPassage {
  const tidy = tidied(text);
  return {text: tidy, flaw: passageFlaw(tidy)};
}
