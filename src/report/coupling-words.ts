import type {Coupling} from '../analysis/couplings.ts';

/** `service` or `service/endpoint`, as the topology file names it. */
export function sideOf(service: string, endpoint: string | undefined): string {
  return endpoint === undefined ? service : `${service}/${endpoint}`;
}

/** The call as `--call` takes it, without its name. */
export function callWord({from, fromEndpoint, to, toEndpoint}: Coupling): string {
  return `${sideOf(from, fromEndpoint)}:${sideOf(to, toEndpoint)}`;
}

/** The answer to a coupling's question, as far as it is known. */
export function answerTo({advice, needsResult}: Coupling): string {
  if (advice === 'convert') return 'no, so an event would do: convert';
  if (advice === 'ask') return 'undecided: only you can say (needsResult: true or false)';
  return needsResult === null
    ? 'not said, taken as yes: it is no service, so it could not read an event'
    : 'yes: keep it synchronous';
}
