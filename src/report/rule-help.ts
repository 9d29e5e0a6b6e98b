/** What a rule is about, the same for every topology. */
export interface RuleHelp {
  /** How loud its findings are as a rule; each finding has its own severity. Left out: a warning. */
  readonly level?: 'error' | 'note';
  /** One sentence: what is found. */
  readonly what: string;
  /** Why that matters. */
  readonly why: string;
}

/** Every rule by its id; `new-synchronous-call` is the one of a baseline. */
export const ruleHelp: Readonly<Record<string, RuleHelp>> = {
  'atomic-across-services': {
    level: 'error',
    what: 'An operation promises all or nothing but writes in more than one place.',
    why: 'No transaction spans two services or two datastores: when the second write fails, the first one stands.',
  },
  'call-back-storm': {
    what: 'Consumers of an event ask its producer for more.',
    why: 'The producer must be up after all when they handle the event, and every message costs it calls.',
  },
  'call-cycle': {
    what: 'Services call each other in a circle.',
    why: 'None of them can be up without the others, and a full pool in one fills those of all.',
  },
  'chatty-calls': {
    what: 'One request asks the same service again and again.',
    why: 'Each question costs a round trip, and each can fail.',
  },
  'command-named-event': {
    level: 'note',
    what: 'The name of an event orders something instead of saying what happened.',
    why: 'A command has one addressee who may refuse it; a fact is for whoever wants to know. A name alone is weak evidence.',
  },
  'consumer-falls-behind': {
    level: 'error',
    what: 'As many messages arrive as a consumer can handle, or more.',
    why: 'Its lag grows without end, and what is older than the retention of the broker is lost unread.',
  },
  'consumer-specific-payload': {
    what: 'An event is made for one of its consumers.',
    why: 'When that consumer changes, its producer has to change too, which is what the event was to avoid.',
  },
  'dual-write': {
    what: 'A service writes to a datastore and publishes an event as two steps, without an outbox.',
    why: 'Either can fail alone: then the event tells of something that was not saved, or what was saved is never told.',
  },
  'duplicate-unsafe-consumer': {
    what: 'A consumer does its work twice when a message comes twice.',
    why: 'Brokers deliver at least once, so that sooner or later one does.',
  },
  'event-loop': {
    what: 'Handling an event leads to the same event again.',
    why: 'Without an end to it, one message goes round for ever.',
  },
  'fat-event': {
    what: 'An event is too big for a broker as it comes, or carries very many fields.',
    why: 'A broker refuses what is too big, and every field is a promise to every consumer.',
  },
  'foreign-datastore': {
    what: 'A service of one team uses the datastore of another.',
    why: 'The owner cannot change a table without the other team, and neither knows who relies on what.',
  },
  'fragile-broker': {
    what: 'A broker loses or refuses events when one of its nodes or zones fails.',
    why: 'Everything that is published through it depends on it.',
  },
  hub: {
    what: 'Far more services than elsewhere in the system cannot go on without this one.',
    why: 'When it is down or slow, so is nearly everything.',
  },
  'immediate-retry': {
    what: 'A call is retried without a pause.',
    why: 'The retries hit a failing callee at the moment when it can bear them least.',
  },
  'late-consumer': {
    what: 'A consumer is later than its deadline allows, or so busy that it catches up slowly.',
    why: 'After an outage of minutes its users wait for hours.',
  },
  'lost-read-your-writes': {
    what: 'A request publishes an event and then asks one of its consumers.',
    why: 'The consumer may not have read the event yet, so that users do not see what they just did.',
  },
  'measured-target-missed': {
    level: 'error',
    what: 'An operation meets its target in the model but not as measured.',
    why: 'What users get is what is measured; the file leaves something out.',
  },
  'needless-wait': {
    what: 'A caller waits for an answer that it does not need.',
    why: 'The wait costs its users time, and every failure of the callee becomes theirs.',
  },
  'new-synchronous-call': {
    what: 'A synchronous call is not in the baseline.',
    why: 'Before it is built is the cheapest moment to ask whether its caller needs to wait.',
  },
  'no-dead-letter': {
    what: 'A consumer has no place for messages that it cannot handle.',
    why: 'It stops at the first one, or throws it away.',
  },
  'no-ordering-key': {
    what: 'Consumers need events in order, and no fitting key keeps them in order.',
    why: 'A broker keeps the order only of messages with the same key.',
  },
  'no-timeout': {
    what: 'A synchronous call has neither a timeout nor a circuit breaker.',
    why: 'When the callee hangs, the caller hangs with it.',
  },
  'orphan-event': {
    level: 'note',
    what: 'Nobody reads an event, or nobody publishes one that consumers wait for.',
    why: 'It is dead, or whoever is at its other end is missing in the file.',
  },
  overloaded: {
    level: 'error',
    what: 'A service has more requests than it can take.',
    why: 'The rest is refused or waits longer and longer; availability and latency do not show it.',
  },
  'passive-aggressive-event': {
    what: 'An event by form is an order by meaning: one consumer has to act on it.',
    why: 'The producer still depends on that consumer, but nobody sees it, and a fact cannot be refused.',
  },
  'pool-exhaustion': {
    what: 'A callee that hangs fills the pool of its caller.',
    why: 'Once the pool is full, requests that do not need the callee are refused as well.',
  },
  'request-reply-over-events': {
    what: 'A question and its answer travel as events.',
    why: 'The caller still waits, with more parts that can fail and no error when nobody answers.',
  },
  'retried-not-idempotent': {
    what: 'A call is retried although the callee may not get it twice.',
    why: 'When only the answer was lost, the retry does the work again.',
  },
  'retry-storm': {
    what: 'Retries on several layers multiply.',
    why: 'A service that just recovers meets many times its normal load.',
  },
  'schema-without-rule': {
    what: 'Several consumers read an event whose schema may change in any way.',
    why: 'A change that breaks one of them is noticed only when that consumer fails.',
  },
  'service-chain': {
    what: 'An operation runs through a long chain of calls, each waiting for the next.',
    why: 'Availabilities multiply and times add up along it.',
  },
  'shared-persistence': {
    what: 'More than one service uses the same datastore.',
    why: 'None of them can change its tables alone, and one that is slow in it slows the others.',
  },
  'target-above-ceiling': {
    what: 'Even a perfect entry service could not meet the availability target.',
    why: 'No work on the entry helps; only its dependencies, or the target, can change that.',
  },
  'target-missed': {
    level: 'error',
    what: 'An operation misses its availability or latency target.',
    why: 'The figures are the promise that users or other teams were given.',
  },
  'third-party-in-path': {
    what: 'A request needs a system that nobody here can repair.',
    why: 'Its outages become outages of the operation.',
  },
  'timeout-inversion': {
    what: 'A caller gives up on its callee while the callee still tries.',
    why: 'The work that is done then serves nobody and holds places.',
  },
  'wide-fan-out': {
    what: 'A request waits for many answers at once.',
    why: 'It is as slow as the slowest of them, and with many one is nearly always slow.',
  },
};
