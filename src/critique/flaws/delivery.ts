import {quoted, sentence} from '../names.ts';
import {askEffect, askEvent} from '../questions.ts';
import {sources} from '../sources.ts';
import {asking, clear, type FlawRule, settledBy, shownBy} from './rule.ts';

/** Commit and publish are two steps; that a loss would be accepted does not help, since false news can go out as well. */
export const dualWrite = settledBy('publishStep', 'separate', ({caller, event}) => ({
  because: `Commit and publish are two steps: if one fails alone, ${event} is lost, or it tells of something that was never stored.`,
  repair: `Write ${event} to an outbox table in the transaction that stores the change and let a relay publish it, or read it from ${caller}'s database log (CDC). See ${sources.outbox}.`,
}));

/** The message is out before what it states is true. */
export const publishBeforeFact = settledBy('decidedBeforePublish', false, ({event}) => ({
  because: `${sentence(event)} goes out before what it states has been decided and committed, so consumers act on something that may never be true.`,
  repair: `Decide and commit first, then publish ${event} from an outbox; or publish what is true by then under its own name. See ${sources.outbox}.`,
}));

/** The producer waits for a reply message. */
export const requestReply = settledBy('waitsForReply', true, ({caller, callee, event}) => ({
  because: `${caller} publishes ${event} and then waits for a reply: a call, only slower and through the broker.`,
  repair: `Publish ${event} and return at once; if somebody wants the outcome some day, ${callee} publishes a fact of its own. See ${sources.replyOverKafka}.`,
}));

/** A message that cannot be handled blocks those behind it, or is gone although it must not be. */
export const missingDeadLetter: FlawRule = ({names, event: {failures, lossAccepted}}) => {
  const repair = `Limit the tries, park what still fails on a dead-letter topic, raise an alarm there, and name who looks after it. See ${sources.deadLetter}.`;
  if (failures === null) return asking(askEvent(names, 'failures'));
  if (failures === 'endless') {
    return shownBy(
      'event.failures: endless',
      'One message that can never be handled blocks all that stand behind it.',
      repair,
    );
  }
  if (failures === 'parked' || lossAccepted === true) return clear;
  if (lossAccepted === null) return asking(askEvent(names, 'lossAccepted'));
  return shownBy(
    'event.failures: dropped; event.lossAccepted: false',
    `A message that fails is gone, and the business does not accept that.`,
    repair,
  );
};

/** A message that is delivered twice does its work twice. */
export const nonIdempotentConsumer: FlawRule = ({names, published}) => {
  const open = published.filter(({effect}) => effect.onRepeat === null).map((one) => askEffect(names, one, 'onRepeat'));
  const twice = published.filter(({effect}) => effect.onRepeat === 'happens-twice');
  if (twice.length === 0) return asking(...open);
  const facts = twice.map(({index}) => `effects[${index}].onRepeat: happens-twice`).join('; ');
  const found = shownBy(
    facts,
    `Brokers deliver at least once, so a repeat will come, and it repeats ${quoted(twice.map(({what}) => what))}.`,
    `Record the id of each handled ${names.event} message in the transaction that does the work and skip an id that is there, or make the work an update that gives the same result twice. See ${sources.idempotent}.`,
  );
  return {...found, open};
};

/** A later step may refuse, and nobody would learn of it. */
export const noFailurePath: FlawRule = ({names, published}) => {
  const refusable = published.filter(({effect}) => effect.refusal === 'told-later');
  const open = refusable
    .filter(({effect}) => effect.refusalPlan === null)
    .map((one) => askEffect(names, one, 'refusalPlan'));
  const unplanned = refusable.filter(({effect}) => effect.refusalPlan === 'none');
  if (unplanned.length === 0) return asking(...open);
  const facts = unplanned.map(({index: i}) => `effects[${i}].refusal: told-later; effects[${i}].refusalPlan: none`);
  const found = shownBy(
    facts.join('; '),
    `${quoted(unplanned.map(({what}) => what))} may be refused, and then nothing tells the user or undoes the rest.`,
    `Let ${names.callee} publish done and refused as facts, and plan what follows a refusal: tell the user of ${names.caller}, undo or replace the other steps, and set a time after which silence counts as refused. See ${sources.saga}.`,
  );
  return {...found, open};
};
