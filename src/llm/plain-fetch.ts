import {readableError} from './error-body.ts';
import type {Service} from './service.ts';

/**
 * `fetch` for a vendor's library that sends these headers only, with the key as a bearer token or none at all: the
 * libraries add what environment variables name (custom headers) and facts about this machine. A redirect is not followed,
 * so that neither key nor question goes to an address that nobody chose.
 */
export function plainFetch({key}: Pick<Service, 'key'>, more: Readonly<Record<string, string>> = {}): typeof fetch {
  const headers = {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    'user-agent': 'eventcoach',
    ...more,
    ...(key === null ? {} : {authorization: `Bearer ${key}`}),
  };
  return async (input, init) => {
    const response = await fetch(input, {...init, headers, redirect: 'manual'});
    return response.ok ? response : readableError(response);
  };
}
