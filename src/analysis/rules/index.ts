import {atomicAcrossServices} from './atomic-across-services.ts';
import {callBackStorm} from './call-back-storm.ts';
import {callCycle} from './call-cycle.ts';
import {chattyCalls} from './chatty-calls.ts';
import {commandNamedEvent} from './command-named-event.ts';
import {consumerFallsBehind} from './consumer-falls-behind.ts';
import {consumerSpecificPayload} from './consumer-specific-payload.ts';
import {dualWrite} from './dual-write.ts';
import {duplicateUnsafeConsumer} from './duplicate-unsafe-consumer.ts';
import {eventLoop} from './event-loop.ts';
import {fatEvent} from './fat-event.ts';
import {foreignDatastore} from './foreign-datastore.ts';
import {fragileBroker} from './fragile-broker.ts';
import {hub} from './hub.ts';
import {immediateRetry} from './immediate-retry.ts';
import {lateConsumer} from './late-consumer.ts';
import {lostReadYourWrites} from './lost-read-your-writes.ts';
import {measuredTargetMissed} from './measured-target-missed.ts';
import {needlessWait} from './needless-wait.ts';
import {noDeadLetter} from './no-dead-letter.ts';
import {noOrderingKey} from './no-ordering-key.ts';
import {noTimeout} from './no-timeout.ts';
import {orphanEvent} from './orphan-event.ts';
import {overloaded} from './overloaded.ts';
import {passiveAggressiveEvent} from './passive-aggressive-event.ts';
import {poolExhaustion} from './pool-exhaustion.ts';
import {requestReplyOverEvents} from './request-reply-over-events.ts';
import {retriedNotIdempotent} from './retried-not-idempotent.ts';
import {retryStorm} from './retry-storm.ts';
import type {Rule} from './rule.ts';
import {schemaWithoutRule} from './schema-without-rule.ts';
import {serviceChain} from './service-chain.ts';
import {sharedPersistence} from './shared-persistence.ts';
import {targetAboveCeiling} from './target-above-ceiling.ts';
import {targetMissed} from './target-missed.ts';
import {thirdPartyInPath} from './third-party-in-path.ts';
import {timeoutInversion} from './timeout-inversion.ts';
import {wideFanOut} from './wide-fan-out.ts';

/** Every rule by its id. */
export const rules = {
  'atomic-across-services': atomicAcrossServices,
  'call-back-storm': callBackStorm,
  'call-cycle': callCycle,
  'chatty-calls': chattyCalls,
  'command-named-event': commandNamedEvent,
  'consumer-falls-behind': consumerFallsBehind,
  'consumer-specific-payload': consumerSpecificPayload,
  'dual-write': dualWrite,
  'duplicate-unsafe-consumer': duplicateUnsafeConsumer,
  'event-loop': eventLoop,
  'fat-event': fatEvent,
  'foreign-datastore': foreignDatastore,
  'fragile-broker': fragileBroker,
  hub: hub,
  'immediate-retry': immediateRetry,
  'late-consumer': lateConsumer,
  'lost-read-your-writes': lostReadYourWrites,
  'measured-target-missed': measuredTargetMissed,
  'needless-wait': needlessWait,
  'no-dead-letter': noDeadLetter,
  'no-ordering-key': noOrderingKey,
  'no-timeout': noTimeout,
  'orphan-event': orphanEvent,
  overloaded: overloaded,
  'passive-aggressive-event': passiveAggressiveEvent,
  'pool-exhaustion': poolExhaustion,
  'request-reply-over-events': requestReplyOverEvents,
  'retried-not-idempotent': retriedNotIdempotent,
  'retry-storm': retryStorm,
  'schema-without-rule': schemaWithoutRule,
  'service-chain': serviceChain,
  'shared-persistence': sharedPersistence,
  'target-above-ceiling': targetAboveCeiling,
  'target-missed': targetMissed,
  'third-party-in-path': thirdPartyInPath,
  'timeout-inversion': timeoutInversion,
  'wide-fan-out': wideFanOut,
} satisfies Readonly<Record<string, Rule>>;
