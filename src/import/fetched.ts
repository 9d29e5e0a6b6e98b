import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import {checkHead, headBytes, headText, longestText, wholeText} from './open-file.ts';

/** How long a server may take to begin its answer. */
const patienceMs = 30_000;

/** Does the user name an address rather than a file? */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * What an address answers, as an artefact. It is called by its address without query, which may hold secrets. Throws a
 * UserError where the address is wrong, nobody answers, or the answer is no success, empty, no text or too large.
 */
export async function fetched(address: string, signal: AbortSignal): Promise<Artefact> {
  const url = urlOf(address);
  const name = `${url.origin}${url.pathname}`;
  const shown = printableLine(name);
  const limit = AbortSignal.timeout(patienceMs);
  let body: Uint8Array;
  try {
    const response = await fetch(url, {
      headers: {accept: 'application/json, text/yaml, */*'},
      signal: AbortSignal.any([signal, limit]),
    });
    if (!response.ok)
      throw new UserError(
        `${shown} answered ${response.status} ${printableLine(response.statusText)}.`,
        'Open the address in a browser; check path and query.',
      );
    body = await bounded(shown, response);
  } catch (error) {
    if (error instanceof UserError || signal.aborted) throw error;
    const why = limit.aborted ? `did not answer within ${patienceMs / 1000} s` : `does not answer (${reason(error)})`;
    throw new UserError(`${shown} ${why}.`, 'Check the address and that the server is running.');
  }
  checkHead(name, body);
  return {
    name,
    size: body.length,
    head: headText(body.subarray(0, headBytes)),
    text: () => wholeText(name, pieces(body)),
    bytes: () => pieces(body),
    beside: async () => undefined,
    filesIn: async () => [],
  };
}

function urlOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url)
    throw new UserError(
      `${printableLine(address)} is no address.`,
      'For example: http://localhost:16686/api/dependencies',
    );
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      'The address holds a user name or a password.',
      'Leave them out: what is typed is seen by others and kept in the history.',
    );
  return url;
}

async function bounded(shown: string, response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > longestText)
      throw new UserError(`${shown} answers with more than ${longestText} bytes.`, 'Ask for fewer traces.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* pieces(body: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < body.length; at += 1 << 20) yield body.subarray(at, at + (1 << 20));
}

function reason(error: unknown): string {
  const cause = (error as {readonly cause?: NodeJS.ErrnoException}).cause;
  return printableLine(cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error)));
}
