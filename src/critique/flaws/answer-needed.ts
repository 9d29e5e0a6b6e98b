import {quoted} from '../names.ts';
import {askEffect} from '../questions.ts';
import {asking, type FlawRule, shownBy} from './rule.ts';

/** An effect that the caller needs was proposed as an event. */
export const answerNeeded: FlawRule = ({names: {caller, callee, event}, names, needed}) => {
  const moved = needed.filter(({effect}) => effect.proposed === 'event');
  const open = needed.filter(({effect}) => effect.proposed === null).map((one) => askEffect(names, one, 'proposed'));
  if (moved.length === 0) return asking(...open);
  const what = quoted(moved.map(({what}) => what));
  const facts = moved.map(({index}) => `effects[${index}].proposed: event`).join('; ');
  const found = shownBy(
    facts,
    `${caller} cannot go on without ${what}, and an event brings nothing back.`,
    `Keep ${what} in a call to ${callee}; publish ${event} when that has gone through, for the rest alone.`,
  );
  return {...found, open};
};
