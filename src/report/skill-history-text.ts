import {printableLine} from '../printable.ts';
import type {OldVersion} from '../skill/improve/history.ts';
import type {Skill} from '../skill/skill.ts';
import {page, type TextOptions} from './page.ts';
import {nameOfKept} from './version-name.ts';

/** The old versions of a skill for a terminal, the latest first. */
export function historyText(skill: Skill, versions: readonly OldVersion[], options: TextOptions): string {
  const {paint} = options;
  const {put, heading, text} = page(options);
  put(paint('title', printableLine(`${skill.title} ${skill.version ?? '(no version)'}`)));
  put(paint('quiet', printableLine(skill.path)));
  if (versions.length === 0) {
    heading('No old versions.');
    put('One is kept whenever "eventcoach skill improve --apply" changes the skill.');
    return text();
  }
  heading(`${versions.length} old ${versions.length === 1 ? 'version' : 'versions'}, the latest first`);
  for (const {id, version, at, by, next, gaps, changed} of versions) {
    const when = at.slice(0, 16).replace('T', ' ');
    const how = by === 'improve' ? 'improved to' : 'went back to';
    put(printableLine(`${id}: until ${when}, then ${how} ${next ?? 'one without a version'}`), 2, '- ');
    const name = nameOfKept(id, version);
    if (name !== undefined) put(paint('quiet', printableLine(`${id}: ${name}`)), 4);
    put(paint('quiet', printableLine(`changed: ${changed.map(({file}) => file).join(', ')}`)), 4);
    if (gaps.length > 0) put(paint('quiet', printableLine(`gaps closed: ${gaps.join(', ')}`)), 4);
  }
  heading('To bring one back:');
  put('eventcoach skill revert VERSION', 2);
  return text();
}
