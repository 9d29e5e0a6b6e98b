import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {starterSkill} from '../../src/skill/starter.ts';
import {sampleFolder} from './sample.ts';

/** The sample folder, whose user has said to have no skill and to read the packaged one. */
export function packagedFolder(): string {
  const folder = sampleFolder();
  mkdirSync(join(folder, '.eventcoach'));
  const progress = {schema: 'eventcoach/progress@1', exercises: {}, skill: 'packaged'};
  writeFileSync(join(folder, '.eventcoach/progress.json'), JSON.stringify(progress));
  return folder;
}

export const starterFile = 'skills/kafka-events/SKILL.md';

/** The sample folder with the starter skill, or with `text` as its SKILL.md. */
export function starterFolder(text = starterSkill('kafka-events')): string {
  const folder = sampleFolder();
  mkdirSync(join(folder, 'skills/kafka-events'), {recursive: true});
  writeFileSync(join(folder, starterFile), text);
  return folder;
}
