import {fileLinks} from './links.ts';
import {error, type Problem, warning} from './problem.ts';
import type {Skill} from './skill.ts';
import {frontMatterProblems} from './spec-frontmatter.ts';
import {aboutTokens} from './tokens.ts';

/** What the Agent Skills format recommends at most for SKILL.md (https://agentskills.io/specification). */
const maxLines = 500;
const maxTokens = 5000;
/** A reference longer than this needs a list of its sections, so that a reader need not load all of it. */
const longReference = 300;

/** Everything in a skill that breaks the Agent Skills format or trips its readers, in the order of files and lines. */
export function specProblems(skill: Skill): readonly Problem[] {
  const all = [...skill.problems, ...frontMatterProblems(skill), ...textProblems(skill), ...linkProblems(skill)];
  return all.toSorted(
    (a, b) => order(skill, a) - order(skill, b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line,
  );
}

function order({main}: Skill, {file}: Problem): number {
  return file === main ? 0 : 1;
}

function textProblems({main, texts, bodyStart}: Skill): readonly Problem[] {
  const problems: Problem[] = [];
  for (const {file, text} of texts) {
    if (text.startsWith('\ufeff')) {
      problems.push(
        error(
          file,
          1,
          'The file begins with a byte order mark; other tools then find no front matter. Save it without.',
        ),
      );
    }
    const crlf = text.indexOf('\r\n');
    if (crlf !== -1)
      problems.push(warning(file, text.slice(0, crlf).split('\n').length, 'Lines end in CR LF; write LF.'));
    const lines = text.split('\n').length;
    if (file !== main && lines > longReference && !/\]\(#/.test(text.slice(0, 4000))) {
      problems.push(
        warning(file, 1, `${lines} lines without a list of contents at the top; a reader has to load all of it.`),
      );
    }
  }
  const text = texts.find((t) => t.file === main)?.text;
  // One that could not be read has its own problem, and nothing is known of its content.
  if (text === undefined) return problems;
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const tokens = aboutTokens(text);
  if (lines > maxLines)
    problems.push(
      warning(main, maxLines + 1, `${lines} lines; keep it below ${maxLines} and move details to references/.`),
    );
  if (tokens > maxTokens)
    problems.push(
      warning(main, 1, `About ${tokens} tokens; keep it below ${maxTokens} and move details to references/.`),
    );
  if (text.slice(bodyStart).trim() === '') problems.push(warning(main, 1, 'There is nothing after the front matter.'));
  if (main !== 'SKILL.md') problems.push(warning(main, 1, 'Call it SKILL.md; not every tool finds another spelling.'));
  return problems;
}

function linkProblems({main, texts, files, problems: reading}: Skill): readonly Problem[] {
  const problems: Problem[] = [];
  const linked = new Set<string>();
  for (const {file, text} of texts) {
    for (const {target, written, line} of fileLinks(text, file)) {
      if (target === undefined)
        problems.push(error(file, line, `The link ${written} leads out of the skill's folder.`));
      else if (files.some((f) => f === target || f.startsWith(`${target}/`))) linked.add(target);
      else if (!reading.some((p) => p.file === target))
        problems.push(error(file, line, `The link ${written} leads to a file that is not there.`));
    }
  }
  for (const file of files) {
    if (/^references\/.+\/.+\.md$/i.test(file)) {
      problems.push(warning(file, 1, 'References are looked for directly in references/, not in folders below it.'));
    } else if (/^references\/.+\.md$/i.test(file) && !linked.has(file)) {
      problems.push(warning(file, 1, `No link leads here; a reader of ${main} will not find it.`));
    }
  }
  return problems;
}
