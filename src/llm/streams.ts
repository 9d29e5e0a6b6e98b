import {UserError} from '../errors.ts';
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

/** A count of tokens as a service states it; what is no number counts as none. */
export function tokens(stated: unknown): number {
  return typeof stated === 'number' && Number.isFinite(stated) ? stated : 0;
}
