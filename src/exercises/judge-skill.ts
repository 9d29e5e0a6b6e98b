import {printableLine} from '../printable.ts';
import {checkSkill} from '../skill/check.ts';
import type {Rubric} from '../skill/rubric.ts';
import {skillFromText} from '../skill/skill.ts';
import {contentOf} from './content.ts';
import {type Judged, right, wrong} from './judged.ts';

/** Longer texts are no passage, nor a SKILL.md that an assistant should read. */
const longest = 200_000;

/** Judges a passage, or a whole SKILL.md, by the check of skills: is there evidence for the criterion in it? */
export function skillJudge(
  criterion: string,
  rubric: Rubric,
  conclusion: string | undefined,
): (answer: unknown) => Judged {
  const asked = rubric.criteria.find(({id}) => id === criterion)!;
  const said = [`"${asked.title}"`, asked.question, asked.evidence];
  return (answer) => {
    const text = contentOf(answer);
    if (text === undefined || text.length > longest) return wrong('That is no text of a skill.');
    // What the coach itself says below is no passage of the learner's.
    const own = said.reduce((rest, sentence) => rest.replaceAll(sentence, ' '), text);
    const {criteria, problems} = checkSkill(skillFromText(own), rubric);
    const {met, evidence, perhaps} = criteria.find(({id}) => id === criterion)!;
    const [quote] = evidence;
    const [may] = perhaps;
    const opposite = problems.filter(({message}) => message.includes(`opposite of "${asked.title}"`));
    // A reader acts on the wrong sentence as much as on the right one beside it.
    if (met && opposite.length > 0)
      return wrong(
        [...opposite.map(({message}) => printableLine(message)), 'Mend that sentence; the rest may stay.'].join('\n\n'),
      );
    if (met && quote) {
      const found = `The check finds it, on line ${quote.line}: ${shown(quote)}`;
      return right([found, ...(conclusion === undefined ? [] : [conclusion])].join('\n\n'));
    }
    if (may) {
      return wrong(
        [
          `The check is not sure. This may say what "${asked.title}" asks for: ${shown(may)}`,
          `What it looks for: ${asked.evidence}`,
          'It counts as not yet, and you decide: say it once more, more plainly; or keep it as it is and go on. Recorded as a gap (g in the app), it is not forgotten.',
          ...opposite.map(({message}) => printableLine(message)),
        ].join('\n\n'),
      );
    }
    return wrong(
      [
        `The check finds nothing on "${asked.title}" in this yet. ${asked.question}`,
        `What it looks for: ${asked.evidence}`,
        'It goes by words and can miss a good passage: if yours says it, say it once more in other words.',
        ...opposite.map(({message}) => printableLine(message)),
      ].join('\n\n'),
    );
  };
}

/** A passage on one line, cut where it is long. */
function shown({quote}: {readonly quote: string}): string {
  return `"${printableLine(quote.replace(/\s+/g, ' ').slice(0, 300))}"`;
}
