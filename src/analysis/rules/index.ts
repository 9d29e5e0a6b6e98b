import {noTimeout} from './no-timeout.ts';
import {poolExhaustion} from './pool-exhaustion.ts';
import {retryStorm} from './retry-storm.ts';
import type {Rule} from './rule.ts';
import {targetMissed} from './target-missed.ts';
import {thirdPartyInPath} from './third-party-in-path.ts';

/** Every rule by its id. */
export const rules = {
  'no-timeout': noTimeout,
  'pool-exhaustion': poolExhaustion,
  'retry-storm': retryStorm,
  'target-missed': targetMissed,
  'third-party-in-path': thirdPartyInPath,
} satisfies Readonly<Record<string, Rule>>;
