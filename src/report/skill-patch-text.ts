import {printableLine} from '../printable.ts';
import type {Hunk, OwnLines, Patch} from '../skill/improve/patch.ts';
import type {PatchSection} from '../skill/improve/patched-files.ts';
import {type DiffOptions, diffLines} from './diff-lines.ts';
import {page, type TextOptions} from './page.ts';

/** An update of a skill for a terminal: the diff of each section, then the gaps for which there is none. */
export function patchText(patch: Patch, sections: readonly PatchSection[], options: DiffOptions): string {
  const {paint} = options;
  const {name, path} = {name: patch.skill.title, path: patch.skill.path};
  const paper = page(options);
  if (sections.length === 0) paper.put(`Nothing to put into ${printableLine(path)}.`);
  else {
    const versions = `${patch.from ?? '(no version)'} -> ${patch.to}`;
    paper.put(paint('title', printableLine(`${name} ${versions}`)));
    paper.put(paint('quiet', printableLine(path)));
  }
  const diffs = sections.map(({file, heading, gaps, diff}) => {
    const head = page(options);
    head.heading(printableLine(heading));
    head.put(paint('quiet', printableLine(`closes ${gaps.join(', ')}`)));
    const hunk = patch.hunks.find((one) => one.file === file && one.heading === heading);
    if (hunk?.own) head.put(ownLinesText(file, hunk.own));
    return head.text() + diffLines(diff, options);
  });
  return [paper.text(), ...diffs, leftText(patch, options)].join('');
}

/** Gaps that an update does not close, and why; empty where there are none. */
function leftText({left}: Pick<Patch, 'left'>, options: TextOptions): string {
  if (left.length === 0) return '';
  const {heading, put, text} = page(options);
  heading('Not drafted');
  for (const {gaps, why} of left) put(printableLine(`${gaps.join(', ')}: ${why}`), 2, '- ');
  return text();
}

/** That what a section says already has to be read beside the passage: nothing but a reader sees what contradicts it. */
function ownLinesText(file: string, {from, to}: OwnLines): string {
  const [lines, they] = from === to ? [`line ${from}`, 'it speaks'] : [`lines ${from}-${to}`, 'they speak'];
  return printableLine(`Read ${lines} of ${file} as well: ${they} of the same, and no check sees a contradiction.`);
}

/** One passage for a terminal, between the lines around its place. */
export function hunkText(hunk: Hunk, nth: number, of: number, options: DiffOptions): string {
  const {paint} = options;
  const {heading, put, text} = page(options);
  heading(
    printableLine(`${nth} of ${of}: ${hunk.file}, ${hunk.isNewSection ? 'new section' : 'under'} "${hunk.heading}"`),
  );
  put(paint('quiet', printableLine(`closes ${hunk.gaps.join(', ')}`)));
  if (hunk.own) put(ownLinesText(hunk.file, hunk.own));
  const title = hunk.isNewSection ? [`${'#'.repeat(hunk.depth)} ${hunk.heading}`, ''] : [];
  const lines = [
    ...hunk.before.map((line) => ` ${line}`),
    ...['', ...title, ...hunk.insert.split('\n')].map((line) => `+${line}`),
    ...hunk.after.map((line) => ` ${line}`),
  ];
  return text() + diffLines(lines.join('\n'), options);
}
