import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {calledName, type Service} from './service.ts';

/** An answer that ended before it was whole. */
export class CutStream extends Error {}

/** What went wrong with a question. `again`: what is worth another try, as it reads in a sentence; null: nothing is. */
export interface Trouble {
  readonly again: string | null;
  /** Milliseconds that the service asks to wait; null where it does not say. */
  readonly pause: number | null;
  readonly error: UserError;
}

/** What both vendors' libraries put on their errors (one generator wrote them). */
interface LibraryError {
  readonly status?: number;
  readonly headers?: Headers;
  readonly error?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly message: string;
  readonly cause?: unknown;
}

const longestMessage = 300;
const otherModel = 'Name another model with --model, or use --critic clipboard.';
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const busy = new Set([408, 409, 425, 429]);
/** Kinds of error that a stream may end with and that no second try mends. */
const final =
  /invalid_request|authentication|permission|not_found|insufficient_quota|billing|context_length|request_too_large/;

/** Reads an error of a vendor's library. One that is none of theirs comes back as it is: a bug of ours. */
export function troubleOf(thrown: unknown, service: Service): Trouble {
  if (thrown instanceof UserError) return {again: null, pause: null, error: thrown};
  const name = calledName(service);
  if (thrown instanceof CutStream) return passing('The answer broke off', null, name);
  if (thrown instanceof SyntaxError) return lasting(`${name} sent what is not JSON.`, 'Check --base-url.');
  if (!(thrown instanceof Error)) throw thrown;
  const error: LibraryError = thrown;
  const {status} = error;
  if (status !== undefined) {
    if (!retried(status) || outOfCredit(error)) return lasting(...refusal(status, error, service, name));
    return passing(`The service is ${busy.has(status) ? 'busy' : 'in trouble'} (${status})`, pauseOf(error), name);
  }
  const code = causes(thrown).find((one) => one !== undefined);
  if (code !== undefined && unreachable.has(code)) {
    return lasting(`${name} cannot be reached (${code}).`, reachHint(service));
  }
  if (code?.startsWith('CERT_') || code?.includes('CERT')) {
    return lasting(`${name} shows a certificate that is not valid (${printableLine(code)}).`, 'Check --base-url.');
  }
  const kind = `${String(error.type ?? '')} ${String(error.code ?? '')}`;
  if (error.error !== undefined && final.test(kind)) return lasting(`${name} ${said(error, service)}`, otherModel);
  if (error.error !== undefined) return passing('The service ended the answer with an error', null, name);
  // A broken connection: the library's own error, or fetch's TypeError while the answer streams.
  if (code !== undefined || /connection error|terminated|fetch failed|timed out/i.test(error.message)) {
    return passing('The connection broke', null, name);
  }
  throw thrown;
}

/**
 * What a service says that knows the demanded form of an answer not at all, or not this schema, with whatever status: "This
 * response_format type is unavailable now" (DeepSeek, 400), "features not supported by xgrammar" (vLLM, 400), "failed to
 * parse grammar" (llama.cpp, 400), "invalid JSON schema in format" (Ollama, 500), "The compiled grammar is too large"
 * (Anthropic, 400), "generation_config.response_schema" (Gemini, 400).
 */
const aboutForm =
  /response_?(?:format|schema)|json.?schema|output_(?:config|format)|structured.?output|grammar|guided|invalid format/i;
/** What a question is refused for besides: asking without the form would not help. */
const aboutElse =
  /context.?(?:length|window|size)|too (?:long|large|many)|maximum|credit|billing|quota|api.?key|authenti|permission|model/i;

/**
 * Whether a service refused a question for the demanded form of the answer. A refusal (400, 422) without a known reason is
 * taken for that: asking once more without costs nothing, and many compatible services name no reason.
 */
export function refusesSchema(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const {status, message, error}: LibraryError = thrown;
  if (status === undefined && error === undefined) return false;
  const text = `${message} ${JSON.stringify(error ?? '')}`;
  return aboutForm.test(text) || ((status === 400 || status === 422) && !aboutElse.test(text));
}

const retried = (status: number) => busy.has(status) || status >= 500;
/** OpenAI says 429 for an empty account as well. */
const outOfCredit = ({code, type}: LibraryError) => code === 'insufficient_quota' || type === 'insufficient_quota';

function passing(again: string, pause: number | null, name: string): Trouble {
  const error = new UserError(`${name} gave no whole answer. ${again}, also when asked again.`, 'Try again later.');
  return {again, pause, error};
}

function lasting(message: string, hint: string): Trouble {
  return {again: null, pause: null, error: new UserError(message, hint)};
}

function refusal(status: number, error: LibraryError, service: Service, name: string): [string, string] {
  const {keyVariable: variable, key, keyKept, model} = service;
  const text = said(error, service);
  // Gemini says 400 for it.
  const kind =
    status === 400 && /api.?key.{0,20}(?:not valid|invalid)|invalid.{0,10}api.?key/i.test(text) ? 401 : status;
  if (keyKept && (kind === 401 || kind === 403)) {
    return [
      `${name} asks for a key (${status}), and none was sent: its address comes from the workspace's settings.`,
      'If you trust it with your key, name the address with --base-url or in EVENTCOACH_BASE_URL.',
    ];
  }
  const table: Readonly<Record<number, readonly [string, string]>> = {
    401:
      key === null
        ? [`${name} asks for a key (${status}).`, `Set ${variable} in the environment.`]
        : [
            `${name} does not accept the key in ${variable} (${status}).`,
            `Set ${variable} to a key that is valid there.`,
          ],
    403: [
      `${name} does not allow this (403): the key in ${variable} may lack the right to ask ${printableLine(model)}.`,
      'Use another key, or name another model with --model.',
    ],
    404: [
      `${name} does not know the model ${printableLine(model)}, or the address is wrong (404).`,
      'Name another model with --model, or mend --base-url.',
    ],
  };
  if (outOfCredit(error)) return [`${name}: the account has no credit left (${status}).`, 'Add credit there.'];
  const [message, hint] = table[kind] ?? [`${name} refuses the question (${status}): ${text}`, otherModel];
  return [message, hint];
}

/** What the service said, on one line, shortened, and without anything that may be a key. */
function said({error, message}: LibraryError, {key}: Service): string {
  const inner = (error as {error?: {message?: unknown}; message?: unknown} | undefined) ?? {};
  const text = [inner.error?.message, inner.message, message].find((one) => typeof one === 'string') ?? '';
  const bare = String(text).trim().replace(/\s+/g, ' ');
  const masked = (key === null ? bare : bare.replaceAll(key, '[key]')).replace(/\S*\*{3,}\S*/g, '[key]');
  const short = masked.length > longestMessage ? `${masked.slice(0, longestMessage)}...` : masked;
  return printableLine(/[.!?]$/.test(short) ? short : `${short}.`);
}

function reachHint({own, baseUrl}: Service): string {
  return own
    ? 'Check the connection to the network.'
    : `Start the service, or mend --base-url ${printableLine(baseUrl)}.`;
}

/** The code of an error and of what caused it, a few steps down. */
function causes(error: unknown): (string | undefined)[] {
  const codes: (string | undefined)[] = [];
  let at = error as {code?: unknown; cause?: unknown; errors?: readonly unknown[]} | undefined;
  for (let step = 0; step < 5 && at; step += 1) {
    if (typeof at.code === 'string' && /^[A-Z_0-9]{3,60}$/.test(at.code)) codes.push(at.code);
    at = (at.cause ?? at.errors?.[0]) as typeof at;
  }
  return codes;
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3). */
function pauseOf({headers}: LibraryError): number | null {
  const text = headers?.get('retry-after')?.trim();
  if (!text) return null;
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
