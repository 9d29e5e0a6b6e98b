/** The publications that reasons and repairs rest on, short enough for one line. */
export const sources = {
  styles: 'Sam Newman, Building Microservices (2nd ed.), ch. 4: choose the style by who needs the answer',
  requestResponse:
    'Adam Bellemare, Building Event-Driven Microservices, ch. 13: where request-response belongs beside events',
  refusable: 'Oskar Dudycz, "Passive-Aggressive Events": a command can be refused, an event only ignored',
  invariant:
    'Microsoft patterns & practices, "Exploring CQRS and Event Sourcing": a limit is guarded before the answer',
  races: 'Udi Dahan, "Race Conditions Don\'t Exist": ask whether the business accepts a late apology',
  temporal: 'Gregor Hohpe, "The Many Facets of Coupling": temporal coupling is whether the sender waits',
  stateTransfer: 'Martin Fowler, "What do you mean by Event-Driven?": event-carried state transfer',
  outbox: 'Chris Richardson, microservices.io, "Transactional outbox"',
  idempotent: 'Chris Richardson, microservices.io, "Idempotent Consumer"',
  deadLetter: 'Hohpe and Woolf, Enterprise Integration Patterns, "Dead Letter Channel"',
  guaranteed: 'Hohpe and Woolf, Enterprise Integration Patterns, "Guaranteed Delivery"',
  saga: 'AWS Prescriptive Guidance, "Saga patterns"',
  replyOverKafka: 'Kai Waehner, "When to use Request-Response with Apache Kafka?"',
  passiveAggressive: 'Oskar Dudycz, "Passive-Aggressive Events"',
  clickbait: 'Oskar Dudycz, "Clickbait event"',
  publicEvents: 'Mathias Verraes, "Patterns for Decoupling in Distributed Systems"',
  designingEvents: 'Adam Bellemare, "Designing Events and Event Streams"',
  keys: 'Apache Kafka documentation on keys and partitions',
  privacy: 'Oskar Dudycz, "How to deal with privacy and GDPR in Event-Driven systems"',
  claimCheck: 'Azure Architecture Center, "Claim-Check pattern"',
} as const;
