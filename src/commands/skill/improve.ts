import {exitCodes, UserError} from '../../errors.ts';
import {printableJson, printableLine} from '../../printable.ts';
import {defineCommand, type Io} from '../define-command.ts';
import {diffOptions, textOptions} from '../paint.ts';

/** `eventcoach skill improve`: passages for what the skill lacks, shown as a diff and put in where the user says so. */
export const improve = defineCommand({
  name: 'improve',
  summary: 'drafts passages for what the skill lacks, and puts them in',
  usage: [
    '[--gap ID...]        drafts passages for all gaps, or for these, and prints the diff',
    '--apply [--yes]      asks passage by passage and puts in what you accept',
  ],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    gap: {
      type: 'string',
      multiple: true,
      value: 'ID',
      describe: 'a recorded gap or a criterion; may be given more than once (default: all)',
    },
    draft: {
      type: 'string',
      value: 'DRAFT',
      describe:
        'who drafts: local (knowledge cards, no network; the default whatever the settings say), anthropic, openai or "command:PROGRAM ..."',
    },
    model: {type: 'string', value: 'NAME', describe: 'the model that is asked'},
    'base-url': {type: 'string', value: 'URL', describe: 'openai: where a compatible service listens'},
    apply: {type: 'boolean', describe: 'put the passages in, one question each'},
    yes: {type: 'boolean', describe: 'do not ask; what changes is shown all the same'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the result is printed (default: text)'},
  },
  async run(io, values, others) {
    assertClear(io, values, others);
    const [{ownSkill}, {draftsFor}, {loadWanted, checkedAgain, stillOpen}, {plannedPatch}, patched] = await Promise.all(
      [
        import('./own-skill.ts'),
        import('./drafts.ts'),
        import('../../skill/improve/load-wanted.ts'),
        import('../../skill/improve/patch.ts'),
        import('../../skill/improve/patched-files.ts'),
      ],
    );
    const [
      {assertAskable},
      {putIn, noteGaps},
      {writableRoot},
      {patchText},
      {improvedText, unwrittenText},
      {rubricFor},
    ] = await Promise.all([
      import('./asked-model.ts'),
      import('../../skill/improve/put-in.ts'),
      import('../../skill/improve/writable.ts'),
      import('../../report/skill-patch-text.ts'),
      import('../../report/skill-improved-text.ts'),
      import('../../skill/library.ts'),
    ]);
    assertAskable('--draft', values.draft ?? 'local', ['local']);
    const own = await ownSkill(io, values.skill);
    const root = values.apply ? await writableRoot(own.place, own.skill, io.cwd) : undefined;
    if (values.gap.length === 0 && (await rubricFor(own.skill, own.place, undefined)) === undefined) {
      throw new UserError(
        `No rubric fits ${printableLine(own.place.shown)} by its name and description, so nothing says what it lacks.`,
        'Name what you want drafted, a recorded gap or a criterion: --gap ID',
      );
    }
    const {gaps, recorded, rubric} = await loadWanted(own.workspace, own.skill, own.place, values.gap);
    const {drafts, wrong} = await draftsFor(io, own, gaps, values);
    const planned = plannedPatch(own.skill, gaps, drafts);
    const left = planned.left.map((one) => ({...one, why: wrong.get(one.gaps[0]!) ?? one.why}));
    const patch = {...planned, left};
    const asks = values.apply && !values.yes;
    const isText = values.format !== 'json';
    const everything = patched.acceptAll(patch);
    // Before anything is written: a draft is never put in unseen.
    if (isText && !(asks && patch.hunks.length > 0)) {
      io.stdout.write(patchText(patch, patched.patchSections(patch, everything), diffOptions(io)));
    }
    const choices = asks ? await (await import('./choose-hunks.ts')).chooseHunks(io, patch) : everything;
    const at = io.now().toISOString();
    const improved = root === undefined ? undefined : await putIn(own.workspace, root, patch, choices, at);
    const closed = improved === undefined ? [] : patched.chosenHunks(patch, choices).flatMap((hunk) => hunk.gaps);
    const noted = await noteGaps(own.workspace, recorded, patch, closed, at).catch((error: unknown) => {
      // Who only looks needs no place to write to.
      if (values.apply || !(error instanceof UserError)) throw error;
      io.stderr.write(`That there is a draft could not be noted. ${error.message}\n`);
      return 0;
    });
    if (!isText) {
      const sections = patched.patchSections(patch, choices);
      const to = sections.length === 0 ? patch.from : patch.to;
      const report = {
        schema: 'eventcoach/skill-patch@1',
        from: patch.from,
        to,
        sections,
        applied: improved !== undefined,
      };
      io.stdout.write(`${printableJson(report)}\n`);
      for (const {gaps: ids, why} of left) io.stderr.write(`${printableLine(`${ids.join(', ')}: ${why}`)}\n`);
    } else if (improved) {
      const says = checkedAgain(own.skill, improved, rubric);
      const still = await stillOpen(own.workspace);
      io.stdout.write(improvedText({shown: own.place.shown, to: patch.to, says, still}, textOptions(io)));
    } else if (patch.hunks.length > 0) {
      io.stdout.write(unwrittenText({noted, isAsked: values.apply}, textOptions(io)));
    }
    return exitCodes.ok;
  },
});

function assertClear(
  {stdin}: Io,
  {
    apply,
    yes,
    draft,
    model,
    'base-url': baseUrl,
  }: {apply: boolean; yes: boolean} & Readonly<Record<'draft' | 'model' | 'base-url', string | undefined>>,
  others: readonly string[],
): void {
  if (others.length > 0) {
    throw new UserError(
      `What is "${printableLine(others[0]!)}"?`,
      'Name a gap with --gap ID, a skill with --skill DIR.',
    );
  }
  if (yes && !apply) throw new UserError('--yes answers the questions of --apply.', 'Add --apply.');
  const idle = model === undefined ? (baseUrl === undefined ? undefined : '--base-url') : '--model';
  if (idle !== undefined && (draft ?? 'local') === 'local') {
    throw new UserError(
      `${idle} says whom to ask for drafts, and the knowledge cards need nobody.`,
      'Add --draft anthropic or --draft openai.',
    );
  }
  if (apply && !yes && stdin.isTTY !== true) {
    throw new UserError(
      '--apply asks about each passage, and nobody can be asked here.',
      'Add --yes to put in all of them, or leave --apply out to see them.',
    );
  }
}
