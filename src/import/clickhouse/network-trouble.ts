import {UserError} from '../../errors.ts';
import {timeSpan} from '../../figures.ts';
import type {ServerAccess} from './access.ts';
import {cutTrouble, less, strangerTrouble} from './trouble.ts';

const hosts = 'Check the host in the address, and the network.';
const noTls = [
  'it does not speak TLS',
  'Write clickhouse:// (without the second s), or the port that speaks TLS: usually 8443.',
] as const;
/** What connecting can fail of, by the code of Node's error. */
const connecting: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ECONNREFUSED: ['nobody listens there', 'Start the server, or mend host and port: usually 8123, with TLS 8443.'],
  ENOTFOUND: ['the host is not known', hosts],
  EAI_AGAIN: ['the name of the host cannot be looked up now', hosts],
  EHOSTUNREACH: ['there is no way to the host', hosts],
  ENETUNREACH: ['there is no way to the network', hosts],
  ETIMEDOUT: ['the host does not answer', hosts],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'Ask those who run the server to renew it.'],
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another host', 'Write the host as the certificate has it.'],
};

/** Where talking to a server went wrong: it had `answered` a statement before, and was waited for so long. */
interface Moment {
  readonly answered: boolean;
  readonly isLate: boolean;
  readonly patienceMs: number;
}

/** Why a server could not be reached or talked to, by the error that Node's network threw; undefined for other errors. */
export function networkTrouble(
  thrown: unknown,
  access: ServerAccess,
  {answered, isLate, patienceMs}: Moment,
): UserError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const {name} = access.address;
  // The client's own sentence, where a connection stays silent.
  if (isLate || thrown.message === 'Timeout error.')
    return new UserError(
      `${name} said nothing for ${timeSpan(patienceMs)}.`,
      answered ? `Check that the server is well. ${less}` : 'Check host and port, and that the server is well.',
    );
  const code = codeOf(thrown);
  if (code === undefined) return undefined;
  const known = connecting[code];
  if (known) return new UserError(`${name} cannot be reached: ${known[0]} (${code}).`, known[1]);
  if (/CERT|SELF_SIGNED|VERIFY|ISSUER/.test(code))
    return new UserError(
      `${name} shows a certificate that is not trusted (${code}).`,
      'Where it is your own authority that signed it, name its certificate in NODE_EXTRA_CA_CERTS=FILE.',
    );
  if (code.startsWith('HPE_')) return strangerTrouble(undefined, '', access);
  if (answered) return cutTrouble(access);
  return new UserError(
    `${name} closed the connection without an answer (${code}).`,
    'If the port speaks TLS (usually 8443), write clickhouses://; else check host and port.',
  );
}

/** The code of an error, or of one that it bundles (a host with several addresses). */
function codeOf(error: Error): string | undefined {
  const {code, errors} = error as {readonly code?: unknown; readonly errors?: readonly {readonly code?: unknown}[]};
  const found = code ?? errors?.[0]?.code;
  return typeof found === 'string' && /^[A-Z0-9_]{3,60}$/.test(found) ? found : undefined;
}
