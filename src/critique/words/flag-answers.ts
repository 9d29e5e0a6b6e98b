import type {Effect, EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {Quote, Read} from './quote.ts';

/** What a proposal says by the flags that are set. */
export interface FlagAnswers {
  readonly event: {readonly [K in 'publishStep' | 'failures']?: Read<NonNullable<EventFacts[K]>>};
  readonly onRepeat: Read<NonNullable<Effect['onRepeat']>> | null;
}

/** A flag that is set answers its question; one that is false or missing may have a good reason, and answers nothing. */
export function flagAnswers({delivery}: Proposal): FlagAnswers {
  const flag = (name: 'outbox' | 'deadLetter' | 'idempotentConsumer'): Quote | null =>
    delivery[name] === true ? {field: `delivery.${name}`, text: 'true'} : null;
  const [outbox, deadLetter, idempotent] = [flag('outbox'), flag('deadLetter'), flag('idempotentConsumer')];
  return {
    event: {
      ...(outbox ? {publishStep: {value: 'outbox', quote: outbox} as const} : {}),
      ...(deadLetter ? {failures: {value: 'parked', quote: deadLetter} as const} : {}),
    },
    onRepeat: idempotent ? {value: 'recognized', quote: idempotent} : null,
  };
}
