import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {page} from '../../report/page.ts';
import {acceptedEvidence} from '../../skill/accept/accepted-evidence.ts';
import {acceptedFile} from '../../skill/accept/accepted-file.ts';
import {linesText} from '../../skill/accept/lines.ts';
import {passageToAccept} from '../../skill/accept/passage-to-accept.ts';
import {saveAcceptance} from '../../skill/accept/save-acceptance.ts';
import {checkSkill} from '../../skill/check.ts';
import {judge} from '../../skill/evidence.ts';
import type {Place} from '../../skill/find-skill.ts';
import {writableRoot} from '../../skill/improve/writable.ts';
import type {Rubric} from '../../skill/rubric.ts';
import type {Skill} from '../../skill/skill.ts';
import {isOpen} from '../../workspace/gap.ts';
import {loadGaps} from '../../workspace/gaps.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import type {Accepting} from './accepting.ts';
import {reviewer} from './reviewer.ts';

/**
 * Keeps in the skill that a person takes a passage as evidence for a criterion, and tells in lines what was kept where.
 * What it replaces: the same passage again, and passages for the criterion whose text has changed.
 */
export async function acceptPassage(
  io: Io,
  {skill, place, rubric}: {readonly skill: Skill; readonly place: Place; readonly rubric: Rubric},
  {id, passage, as}: Accepting,
): Promise<string> {
  const criterion = rubric.criteria.find((one) => one.id === id);
  if (criterion === undefined) {
    const ids = rubric.criteria.map((one) => one.id);
    throw new UserError(
      `There is no criterion "${printableLine(id)}".`,
      didYouMean(id, ids, `There are: ${ids.join(', ')}.`),
    );
  }
  const {where, sha256, quote, hasSentence} = passageToAccept(skill, passage);
  const found = foundAlready(skill, rubric, id);
  const root = await writableRoot(place, skill, io.cwd);
  const by = await reviewer(io, as);
  const workspace = openWorkspace(io.workspace);
  const replaced = acceptedEvidence(skill, rubric.criteria).stale.filter((entry) => entry.criterion === id);
  await saveAcceptance(workspace, root, {criterion: id, where, sha256, by, at: io.now().toISOString()}, replaced);
  const file = `${printableLine(place.shown)}/${acceptedFile}`;
  const gaps = (await loadGaps(workspace)).gaps.filter((gap) => gap.criterion === id && isOpen(gap));
  const {put, command, text} = page(textOptions(io));
  put(`${printableLine(by)} accepts ${printableLine(linesText(where))} for "${criterion.title}" (${id}):`);
  for (const line of quote.split(/\r\n|\n|\r/)) put(printableLine(line), 2, '> ');
  if (found !== undefined) put(`The check had found it met without this: ${printableLine(found)}.`);
  for (const says of doubt(quote, hasSentence, rubric)) put(says);
  put(`Kept in ${file}; it counts until that text changes.`);
  put('To take it back, delete its entry there.');
  for (const gap of gaps) {
    put(`${gap.id} about it is still open. To close it:`);
    command(`eventcoach skill gaps close ${gap.id} --why "accepted"`);
  }
  return text();
}

/** Where the check itself finds the criterion met; undefined where only a reviewer does, or nobody. */
function foundAlready(skill: Skill, rubric: Rubric, id: string): string | undefined {
  const criterion = checkSkill(skill, rubric).criteria.find((one) => one.id === id);
  const [first] = criterion?.evidence.slice(0, criterion.evidence.length - criterion.accepted.length) ?? [];
  return first && `${first.file}:${first.line}`;
}

/** Why a passage looks as if it could not be meant; it counts all the same. */
function doubt(quote: string, hasSentence: boolean, rubric: Rubric): readonly string[] {
  if (!hasSentence) return ['It holds no sentence, so the check itself would never have counted it.'];
  const {judgements} = judge([{file: 'passage', text: quote, from: 0}], rubric);
  const isAboutAny = judgements.some(({evidence, unsure, refuted}) => [...evidence, ...unsure, ...refuted].length > 0);
  return isAboutAny
    ? []
    : ['The check sees nothing in it about this or any other criterion.', 'Is it the right passage?'];
}
