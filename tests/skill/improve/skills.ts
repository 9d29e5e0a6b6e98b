import type {Draft} from '../../../src/skill/improve/patch.ts';
import type {WantedGap} from '../../../src/skill/improve/wanted-gaps.ts';
import {parseSkill, type Skill} from '../../../src/skill/skill.ts';

const front = [
  '---',
  'name: orders',
  'description: Use when orders are reviewed.',
  'metadata:',
  '  version: "1.4.2" # ours',
  '---',
  '',
];

/** A skill in memory, called orders, with this body and these references. */
export function skillOf(body: string, references: Readonly<Record<string, string>> = {}): Skill {
  const texts = [{file: 'SKILL.md', text: front.join('\n') + body}];
  for (const [file, text] of Object.entries(references)) texts.push({file, text});
  return parseSkill({path: 'skills/orders', name: 'orders', texts, files: texts.map(({file}) => file), problems: []});
}

export const card = (text: string, heading: string, reference = 'references/keys.md'): Draft => ({
  title: heading,
  heading,
  reference,
  text,
});

export const gap = (criterion: string): WantedGap => ({
  ids: [criterion],
  criterion,
  text: `says nothing about ${criterion}`,
  evidence: [],
});
