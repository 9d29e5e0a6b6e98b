import type {Analysis} from '../../analysis/analysis.ts';
import {count} from '../../figures.ts';
import {unjudged} from '../blind-spot-lines.ts';
import {limited, most} from './limits.ts';
import {joined, type Markup, markup, named, nothing} from './markup.ts';

/** What was assumed, what the file itself asks, and what could not be judged because a field is missing. */
export function notes({assumptions, questions, blindSpots}: Analysis): Markup {
  return markup`<h3>Assumed</h3>
${sentences(assumptions, 'assumptions')}${questions.length === 0 ? nothing : markup`<h3>Open questions of the file</h3>\n${sentences(questions, 'questions')}`}<h3>Could not be judged</h3>
${missing(blindSpots)}`;
}

function sentences(all: readonly string[], what: string): Markup {
  const {shown, rest} = limited(all, most.notes, what);
  return markup`<ul>${shown.map((one) => markup`<li>${one}</li>\n`)}</ul>${rest}`;
}

function missing(blindSpots: Analysis['blindSpots']): Markup {
  const byField = new Map<string, Set<string>>();
  const unjudgedFields = new Set<string>();
  for (const spot of blindSpots) {
    const {field} = spot;
    const subjects = byField.get(field);
    if (subjects) subjects.add(unjudged(spot));
    else byField.set(field, new Set([unjudged(spot)]));
    if (spot.because !== undefined) unjudgedFields.add(field);
  }
  if (byField.size === 0) return markup`<p>Nothing: every field that a rule asks for is stated.</p>\n`;
  const {shown, rest} = limited([...byField], most.blindSpots, 'missing fields');
  const items = shown.map(([field, subjects]) => {
    const names = joined([...subjects].slice(0, 8).map(named), markup`, `);
    const more = subjects.size > 8 ? ` and ${count(subjects.size - 8)} more` : '';
    return unjudgedFields.has(field)
      ? markup`<li><code>${field}</code> of ${names}${more}</li>\n`
      : markup`<li>no <code>${field}</code> stated for ${names}${more}</li>\n`;
  });
  return markup`<ul>${items}</ul>${rest}`;
}
