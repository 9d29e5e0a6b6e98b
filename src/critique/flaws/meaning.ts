import {sentence} from '../names.ts';
import {askEvent, askFields} from '../questions.ts';
import {sources} from '../sources.ts';
import {asking, clear, type Design, type FlawRule, settledBy, shownBy} from './rule.ts';

/** The message is an order to one receiver, or a question whose answer nobody needs. */
export const commandAsEvent: FlawRule = (design) => {
  const {names, event} = design;
  const {callee} = names;
  if (event.says === null) return asking(askEvent(names, 'says'));
  if (event.says === 'command') {
    return shownBy(
      'event.says: command',
      `${sentence(names.event)} tells its receiver what to do, so the sender still has to know who does what.`,
      `Name what happened, in the past tense, and let ${callee} decide what follows; or, if it is meant for ${callee} alone, call it a command and send it through a queue. See ${sources.passiveAggressive}.`,
    );
  }
  if (event.says !== 'question' || answerMayBeNeeded(design)) return clear;
  return shownBy(
    'event.says: question',
    `${sentence(names.event)} asks for something, and nobody needs the answer.`,
    `Publish the fact behind it, named in the past tense, and let ${callee} do with it what it has to. See ${sources.passiveAggressive}.`,
  );
};

/** A question that was to carry a needed effect as well is `answer-needed`, not an order in disguise. */
function answerMayBeNeeded({needed, unknown}: Design): boolean {
  return [...needed, ...unknown].some(({effect}) => effect.proposed !== 'call');
}

/** Neither the name nor the fields tell what happened. */
export const vagueEvent = settledBy('says', 'nothing', ({event}) => ({
  because: `Name and fields of ${event} do not tell what happened, so each reader has to guess it from the data.`,
  repair: `Replace ${event} by one event for each thing that happens in the business, named after it in the past tense, with the new values. See ${sources.designingEvents}.`,
}));

/** Most readers call back before they can act. */
export const thinEventCallback = settledBy('callbacks', 'most-at-once', ({caller, event}) => ({
  because: `Most readers of ${event} call ${caller} back at once: it must be up after all, and every message costs it one request per reader.`,
  repair: `Carry in ${event} the values that its readers share; leave rare details to a look-up. See ${sources.clickbait}.`,
}));

/** Unrelated events on one topic. */
export const catchAllTopic = settledBy('topicHolds', 'unrelated', ({event}) => ({
  because: `Unrelated events share the topic, so access, retention, order and schema cannot be set for ${event} alone.`,
  repair: `Give ${event} a topic of its own, or one for the events of the same entity. See ${sources.designingEvents}.`,
}));

/** Fields that mean something to one consumer only. */
export const consumerSpecificPayload = vocabulary('consumer', ({callee, event}, fields) => ({
  because: `These fields mean something to one consumer only, so each change there is a release of the producer: ${fields}.`,
  repair: `Take ${fields} out of ${event}, carry what happened in the producer's own words, and let ${callee} work out the rest. See ${sources.publicEvents}.`,
}));

/** Fields that are the producer's tables. */
export const leakyInternalModel = vocabulary('storage', ({event}, fields) => ({
  because: `These fields are your tables, so no column can change without breaking readers: ${fields}.`,
  repair: `Map the row to a public event with business names before it leaves, and keep out of ${event} what nobody outside should know. See ${sources.publicEvents}.`,
}));

function vocabulary(
  whose: 'consumer' | 'storage',
  shown: (names: Design['names'], fields: string) => {because: string; repair: string},
): FlawRule {
  return ({names, event}) => {
    if (event.fields === null) return asking(askEvent(names, 'fields'));
    const open = askFields(names, event, 'vocabulary');
    const theirs = event.fields.flatMap((field, i) => (field.vocabulary === whose ? [{...field, i}] : []));
    if (theirs.length === 0) return asking(...open);
    const {because, repair} = shown(names, theirs.map(({name, i}) => name ?? `field ${i + 1}`).join(', '));
    return {...shownBy(`event.fields[${theirs[0]!.i}].vocabulary: ${whose}`, because, repair), open};
  };
}
