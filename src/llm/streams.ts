import {UserError} from '../errors.ts';
import type {Usage} from './provider.ts';
import {calledName, type Service} from './service.ts';

/** Fails where a service answers with a page or a whole document instead of a stream: the address is most likely wrong. */
export function checkStreams(
  {headers}: Pick<Response, 'headers'>,
  {controller}: {readonly controller: AbortController},
  service: Service,
): void {
  const type = headers.get('content-type');
  if (type === null || type.includes('event-stream')) return;
  controller.abort();
  throw new UserError(
    `${calledName(service)} does not answer in the way of ${service.name}: it sends no stream.`,
    'Check --base-url: most services want the path before "/chat/completions", such as http://127.0.0.1:11434/v1.',
  );
}

/** What a service states that an answer used; null where it does not state both, because half of it would look like all. */
export function usageOf(input: unknown, output: unknown): Usage | null {
  return isCount(input) && isCount(output) ? {inputTokens: input, outputTokens: output} : null;
}

/** A count of tokens that a service may leave out where there are none. */
export function extraTokens(stated: unknown): number {
  return isCount(stated) ? stated : 0;
}

function isCount(stated: unknown): stated is number {
  return typeof stated === 'number' && Number.isFinite(stated) && stated >= 0;
}
