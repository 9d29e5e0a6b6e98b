/** What can be wrong with a proposal's event design: the closed list, with the meaning of each. */
export const flawTypes = {
  'answer-needed': 'something that the caller must have before it goes on was moved to the event',
  'command-as-event': 'the message orders one receiver to act instead of stating what happened',
  'consumer-specific-payload': 'the payload is made for one named consumer',
  'leaky-internal-model': 'internal tables or columns became the public contract',
  'vague-event': 'name and fields do not tell what happened',
  'thin-event-callback': 'consumers must call back at once, so the coupling is still there',
  'missing-key': 'consumers rely on the order of one entity, and there is no key',
  'wrong-key': 'the key scatters the messages of one entity, so their order is lost',
  'dual-write': 'commit and publish are two steps, and either can fail alone',
  'publish-before-fact': 'the message leaves before what it states has been decided',
  'non-idempotent-consumer': 'a message that comes twice does its work twice',
  'request-reply-over-topics': 'the producer publishes and then waits for a reply message',
  'missing-dead-letter': 'a message that cannot be handled blocks the rest or is lost',
  'no-failure-path': 'a later step can refuse, and nothing is planned for that',
  'pii-exposure': 'sensitive data goes to readers who do not need it, or stays too long',
  'oversized-payload': 'the message is too big for a broker',
  'catch-all-topic': 'unrelated events share one topic',
} as const;

export type FlawType = keyof typeof flawTypes;
